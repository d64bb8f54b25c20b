// swift-tools-version: 6.1
import PackageDescription

/// What every target of ours is held to.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-warnings-as-errors"]),
]

/// The model is always optimised; its loops over people check what they rely on in debug builds.
let loops: [SwiftSetting] =
  strict + [
    .define("CHECKED_LOOPS", .when(configuration: .debug)), .unsafeFlags(["-O"]),
  ]

/// The loops over people once more, for newer processors: links to the model's own sources.
#if arch(x86_64)
let levels: [Target] = ["v3", "v4"].map { level in
  .target(
    name: "Loops\(level.uppercased())",
    dependencies: ["DualPower", "CLanes"],
    swiftSettings: loops + [
      .define("FOR_A_LEVEL"), .unsafeFlags(["-Xcc", "-march=x86-64-\(level)"]),
    ]
  )
}
#else
let levels: [Target] = []
#endif

let package = Package(
  name: "dualpower",
  products: [
    .executable(name: "dualpower", targets: ["dualpower"]),
    .library(name: "DualPower", targets: ["DualPower"]),
    .library(name: "DualPowerScenario", targets: ["DualPowerScenario"]),
    .library(name: "DualPowerArchive", targets: ["DualPowerArchive"]),
    .library(name: "DualPowerExperiment", targets: ["DualPowerExperiment"]),
    .library(name: "DualPowerServer", targets: ["DualPowerServer"]),
    .library(name: "dualpowerffi", type: .dynamic, targets: ["DualPowerFFI"]),
  ],
  traits: [
    .trait(name: "MPI", description: "One run over many machines; needs libopenmpi-dev.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Without its traits it does without all of Foundation and its tables of languages.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird",
      from: "2.28.1",
      traits: []
    ),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
  ],
  targets: [
    // The model: no Foundation, files, clocks, threads or text. Always optimised, because the
    // people stage is two hundred times slower without.
    .target(
      name: "DualPower",
      dependencies: ["CLanes"],
      swiftSettings: loops
    ),
    // A header: what vectors of 32 and 64 lanes need and Swift's lack.
    .systemLibrary(name: "CLanes"),
    .target(
      name: "DualPowerScenario",
      dependencies: ["DualPower", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict
    ),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    // A header: what a disk can do and Swift does not see.
    .systemLibrary(name: "CFiles"),
    .target(
      name: "DualPowerArchive",
      dependencies: ["DualPower", "DualPowerScenario", "CFiles", "CZstd"],
      swiftSettings: strict
    ),
    .target(
      name: "DualPowerExperiment",
      dependencies: ["DualPower", "DualPowerScenario", "DualPowerArchive"]
        + levels.map { .target(name: $0.name) },
      swiftSettings: strict
    ),
    // Empty without its trait, and nothing asks for it.
    .systemLibrary(name: "CMPI", pkgConfig: "ompi", providers: [.apt(["libopenmpi-dev"])]),
    .target(
      name: "DualPowerMPI",
      dependencies: [
        "DualPower", "DualPowerExperiment",
        .target(name: "CMPI", condition: .when(traits: ["MPI"])),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "DualPowerServer",
      dependencies: [
        "DualPower", "DualPowerScenario", "DualPowerArchive", "DualPowerExperiment",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "DualPowerCommand",
      dependencies: [
        "DualPower", "DualPowerScenario", "DualPowerArchive", "DualPowerExperiment",
        "DualPowerServer",
        .target(name: "DualPowerMPI", condition: .when(traits: ["MPI"])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "dualpower",
      dependencies: ["DualPowerCommand"],
      swiftSettings: strict
    ),
    // What programs in other languages call; it holds all of Swift, so that it runs where there is none.
    .target(
      name: "DualPowerFFI",
      dependencies: [
        "DualPower", "DualPowerScenario", "DualPowerArchive", "DualPowerExperiment",
        "DualPowerCommand",
      ],
      swiftSettings: strict,
      linkerSettings: [
        .unsafeFlags(
          [
            "-static-stdlib", "-Xlinker", "-s",
            // What Foundation is made of, which is asked for by name where it is linked so.
            "-lFoundation", "-lCoreFoundation", "-lFoundationInternationalization",
            "-lFoundationEssentials", "-l_FoundationCollections", "-l_FoundationICU",
            "-l_FoundationCShims",
          ],
          .when(platforms: [.linux])
        ),
        // Nothing may be lacking in what is shipped; a sanitizer's build has some of it from the program.
        .unsafeFlags(
          ["-Xlinker", "-z", "-Xlinker", "defs"],
          .when(platforms: [.linux], configuration: .release)
        ),
      ]
    ),
    .target(
      name: "DualPowerTestSupport",
      dependencies: ["DualPower", "DualPowerScenario", "DualPowerExperiment"],
      path: "Tests/DualPowerTestSupport",
      swiftSettings: strict
    ),
    .testTarget(
      name: "DualPowerTests",
      dependencies: ["DualPower", "DualPowerTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "DualPowerScenarioTests",
      dependencies: ["DualPowerScenario", "DualPowerTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "DualPowerArchiveTests",
      dependencies: ["DualPowerArchive", "DualPowerTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "DualPowerExperimentTests",
      dependencies: ["DualPowerExperiment", "DualPowerTestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "DualPowerServerTests",
      dependencies: [
        "DualPowerServer", "DualPowerTestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "dualpowerTests",
      dependencies: ["DualPowerTestSupport"],
      swiftSettings: strict
    ),
  ] + levels
)

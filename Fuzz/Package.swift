// swift-tools-version: 6.1
import PackageDescription

/// Hostile input, in a package of its own, so that nobody who builds the model builds what reads it.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // The fuzzer's own library has the entry point.
  .unsafeFlags(["-warnings-as-errors", "-parse-as-library"]),
]

let package = Package(
  name: "dualpower-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "dualpower", path: ".."),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird",
      from: "2.28.1",
      traits: []
    ),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
  ],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [
        .product(name: "DualPower", package: "dualpower"),
        .product(name: "DualPowerScenario", package: "dualpower"),
        .product(name: "DualPowerExperiment", package: "dualpower"),
        .product(name: "DualPowerArchive", package: "dualpower"),
        .product(name: "DualPowerServer", package: "dualpower"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
      ],
      path: "Sources/Fuzz",
      swiftSettings: strict
    )
  ]
)

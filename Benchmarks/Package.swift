// swift-tools-version: 6.1
import PackageDescription

/// Measurements, in a package of their own, so that nobody who builds the model resolves what they need.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-warnings-as-errors"]),
]

let model: [Target.Dependency] = ["DualPower", "DualPowerScenario", "DualPowerExperiment"].map {
  .product(name: $0, package: "dualpower")
}

let package = Package(
  name: "dualpower-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "dualpower", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Its traits would have it count allocations by a library that is not everywhere.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "stage",
      dependencies: model + [
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      path: "Sources/Stage",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "stages",
      dependencies: model + [.product(name: "Benchmark", package: "benchmark")],
      path: "Sources/Stages",
      swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
  ]
)

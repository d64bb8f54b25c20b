// swift-tools-version: 6.1
import PackageDescription

/// What Embedded Swift needs; the model is the very same sources, reached by a link.
///
/// `Scripts/wasm.sh` builds this package; nothing but the toolchain is needed.
let embedded: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Embedded"),
  .unsafeFlags([
    "-warnings-as-errors", "-wmo", "-Xfrontend", "-disable-stack-protector",
    "-Xcc", "-msimd128", "-Xcc", "-mbulk-memory",
  ]),
]

let package = Package(
  name: "dualpower-browser",
  targets: [
    .target(name: "DualPower", dependencies: ["CLanes"], swiftSettings: embedded),
    .systemLibrary(name: "CLanes"),
    .target(
      name: "Freestanding",
      cSettings: [
        .unsafeFlags(["-ffreestanding", "-fno-builtin", "-mbulk-memory", "-O2", "-Wall", "-Werror"])
      ]
    ),
    .executableTarget(
      name: "DualPowerBrowser",
      dependencies: ["DualPower", "Freestanding"],
      swiftSettings: embedded + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [
        .unsafeFlags([
          "-Xclang-linker", "-nostdlib", "-Xlinker", "--no-entry", "-Xlinker", "--strip-all",
          "-Xlinker", "-lswiftUnicodeDataTables",
        ])
      ]
    ),
  ]
)

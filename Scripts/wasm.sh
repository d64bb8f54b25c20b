#!/usr/bin/env bash
# Builds the model as Embedded Swift for WebAssembly and prints the module's path.
set -euo pipefail
cd "$(dirname "$0")/../wasm"

scratch=${DUALPOWER_SCRATCH:-$PWD/../.build}/wasm
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")
target=wasm32-unknown-none-wasm

swift build --configuration release --triple "$target" --scratch-path "$scratch" \
  -Xlinker "-L$toolchain/lib/swift/embedded/$target" >&2
realpath "$scratch/$target/release/DualPowerBrowser.wasm"

#!/usr/bin/env bash
# Builds the folder of the lab that any web server can host: site.sh [FOLDER]; it is site unless named.
# The page, the model as WebAssembly, societies with their notes, what draws charts and maps; nothing else is needed.
set -euo pipefail
cd "$(dirname "$0")/.."

site=${1:-site}
# Scenario, scale and the last day that is run unless another is asked for; the first is what opens.
packs=(
  "petrograd-1917 10 1917-04-05"
  "petrograd-1917 100 1917-04-05"
  "russia-1917 100 1917-04-05"
  "courtyard 1 1917-03-05"
)

fresh=$site.tmp
rm -rf "$fresh"
mkdir -p "$fresh/packs" "$fresh/parts"
cp -r Web/. "$fresh"
rm -f "$fresh/deno.json" "$fresh/package.json"
cp docs/lesson.md "$fresh/lesson.md"
cp .assets/vega-bundle.js "$fresh/parts"
for part in land.json deck.min.js; do
  [[ ! -s .assets/$part ]] || cp ".assets/$part" "$fresh/parts"
done
cp "$(Scripts/wasm.sh)" "$fresh/model.wasm"

listed=()
for pack in "${packs[@]}"; do
  read -r scenario scale until <<<"$pack"
  name=$scenario-$scale
  echo "site: packing $scenario at 1:$scale" >&2
  ./dualpower pack "$scenario" --scale "1:$scale" | gzip -9n >"$fresh/packs/$name.bin.gz"
  ./dualpower pack "$scenario" --scale "1:$scale" --notes >"$fresh/packs/$name.json"
  listed+=("$(python3 - "$fresh/packs/$name.json" "$name" "$until" <<'END'
import json, sys
path, file, until = sys.argv[1:]
notes = json.load(open(path, encoding="utf-8"))
entry = {key: notes[key] for key in ("scenario", "title", "scale", "agents")}
print(json.dumps({**entry, "until": until, "file": file}, ensure_ascii=False))
END
  )")
  gzip -9n "$fresh/packs/$name.json"
done
(IFS=,; echo "[${listed[*]}]") >"$fresh/packs/index.json"

rm -rf "$site"
mv "$fresh" "$site"
echo "The lab is in $site, $(du -sh "$site" | cut -f1). Any web server can host it:" >&2
echo "python3 -m http.server --bind 127.0.0.1 --directory $site 8917"

# Sourced by scripts/campaign: freqtrade's bots against the simulator.

# A Python with freqtrade in it, made once for this machine; fails where PyPI is not reached.
freqtrade_python() {
  local folder=${TMPDIR:-/tmp}/venues-freqtrade-1
  if [ ! -e "$folder/ready" ]; then
    python3 -m venv "$folder" >&2
    "$folder/bin/python" -m pip install -q freqtrade==2026.9 >&2 || return 1
    touch "$folder/ready"
  fi
  echo "$folder/bin/python"
}

freqtrade_campaign() {
  local seconds=$1 python venues=${VENUES:-.build/release/venues} result=0
  local bots=Tests/VenueServerTests/Clients/freqtrade_bots.py
  case $seconds in
    '' | *[!0-9]*)
      echo "the seconds are a whole number, not '$seconds'" >&2
      return 2
      ;;
  esac
  if ! python=$(freqtrade_python); then
    echo "skipped: freqtrade cannot be installed (PyPI not reached)"
    return 0
  fi
  if [ -z "${VENUES:-}" ]; then
    stage "Build" swift build -c release --product venues
  fi
  local announced port
  announced=$(mktemp)
  "$venues" sim serve --seed 3 --port-base 27800 --for $((seconds + 300)) >"$announced" &
  local server=$!
  # shellcheck disable=SC2064
  trap "kill $server 2>/dev/null || true; rm -f $announced" EXIT
  for _ in $(seq 100); do
    if [ -s "$announced" ]; then break; fi
    sleep 0.2
  done
  port=$("$python" -c 'import json, sys
print(json.load(open(sys.argv[1]))["venues"]["binance"]["port"])' "$announced")
  stage "freqtrade in live mode, $seconds s" "$python" "$bots" "$port" "$seconds" || result=1
  stage "503 after acceptance" "$python" "$bots" "$port" 60 --fault || result=1
  kill $server
  wait $server || true
  return $result
}

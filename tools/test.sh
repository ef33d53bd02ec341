#!/bin/sh
# Runs every test: the browser tests in a call of their own (their loop would disturb the others), and says so when
# there is no browser. Usage: tools/test.sh path-to-the-environment's-bin
set -u
bin=$1
browser=${TELEX_BROWSER:-/usr/bin/chromium}
if [ ! -x "$browser" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's chromium for the browser tests"
  (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation) >/dev/null 2>&1 || true
fi
"$bin/python" -m pytest tests --ignore=tests/browser -n "${TELEX_TEST_WORKERS:-2}" --dist loadfile || exit 1
if [ -x "$browser" ]; then
  "$bin/python" -m pytest tests/browser || exit 1
elif [ "${TELEX_REQUIRE_BROWSER:-0}" = 1 ]; then
  echo "FAILED: TELEX_REQUIRE_BROWSER=1 and no browser at $browser"
  exit 1
else
  echo "SKIPPED: browser tests, no chromium at $browser (apt-get install chromium, or set TELEX_BROWSER)"
  echo "everything else passed"
fi

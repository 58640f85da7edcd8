# Sourced by every command test. Writes TAP. $soan is the real program, $T an own empty directory, which is the
# working directory; $data is tests/cmd. `run COMMAND...` sets $status and the files out and err.
set -u
data=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
soan=${SOAN:?the program to test}
shared=${SOAN_SHARED:-$data/../../../shared}
seed=$shared/seed/bao-cao-chinh-tri.txt
export LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC
unset LANG SOAN
T=$(mktemp -d "${TMPDIR:-/tmp}/soan-cmd.XXXXXX") && cd "$T" || exit 99
trap 'cd / && chmod -R u+rwx "$T" && rm -rf "$T"' EXIT
points=0
status=0

run() {
    "$@" >out 2>err </dev/null
    status=$?
}

# run_with INPUT COMMAND...: the same with a standard input.
run_with() {
    local input=$1
    shift
    "$@" >out 2>err < <(printf '%s' "$input")
    status=$?
}

# Runs a command as an account that is not root, so that permissions count.
if [[ $(id -u) -ne 0 ]]; then
    as_nobody=(env)
else
    as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
    chmod 777 "$T"
    "${as_nobody[@]}" "$soan" --version >/dev/null 2>&1 || as_nobody=()
fi

point() { # RESULT NAME
    points=$((points + 1))
    if [[ $1 -eq 0 ]]; then
        echo "ok $points - $2"
    else
        echo "not ok $points - $2"
        sed 's/^/# out: /' out 2>/dev/null | head -n 20
        sed 's/^/# err: /' err 2>/dev/null | head -n 20
    fi
}

ok() { # NAME COMMAND...: the command succeeds
    local name=$1
    shift
    "$@" >/dev/null 2>&1
    point $? "$name"
}

is() { # NAME GOT WANTED
    [[ $2 == "$3" ]]
    local result=$?
    point $result "$1"
    [[ $result -eq 0 ]] || printf '# got: %q\n# not: %q\n' "$2" "$3"
}

like() { # NAME TEXT REGEX
    [[ $2 =~ $3 ]]
    local result=$?
    point $result "$1"
    [[ $result -eq 0 ]] || printf '# got: %q\n# against: %q\n' "$2" "$3"
}

# The last run ended with this status, one line on standard error that begins with "soan: ", and nothing else there.
refused() { # NAME STATUS [REGEX]
    [[ $status -eq $2 && $(wc -l <err) -eq 1 && $(<err) == "soan: "* && $(<err) =~ ${3:-.} ]]
    local result=$?
    point $result "$1"
    [[ $result -eq 0 ]] || echo "# status $status, wanted $2"
}

done_well() { # NAME: status 0, silent on standard error
    [[ $status -eq 0 && ! -s err ]]
    local result=$?
    point $result "$1"
    [[ $result -eq 0 ]] || echo "# status $status"
}

skip() { # NAME REASON
    points=$((points + 1))
    echo "# $2"
    echo "ok $points - $1 # SKIP"
}

finish() { echo "1..$points"; }

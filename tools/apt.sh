# SPDX-License-Identifier: GPL-2.0-only
# A private apt for the tools here: other suites and architectures, without touching the system's.
#
# Sourced by POSIX shells. Everything is derived from the Debian archive that this machine is already
# configured with (same URI, same keyring), and kept in the cache folder. Functions print their result
# on stdout, progress on stderr; a failure is one line on stderr and a status that is not 0.

apt_fail() {
	echo "${0##*/}: $*" >&2
	return 1
}

# The folder that everything downloaded is kept in.
apt_cache_dir() {
	if [ -n "${XDG_CACHE_HOME:-}" ]; then
		echo "$XDG_CACHE_HOME/armlet"
	elif [ -n "${HOME:-}" ]; then
		echo "$HOME/.cache/armlet"
	else
		echo "/var/tmp/armlet-$(id -u)"
	fi
}

apt_machine_suite() {
	(
		VERSION_CODENAME=
		[ ! -r /etc/os-release ] || . /etc/os-release
		[ -n "${VERSION_CODENAME:-}" ] || apt_fail "no VERSION_CODENAME in /etc/os-release" || exit 1
		echo "$VERSION_CODENAME"
	)
}

# Print every enabled binary source of the machine as lines "URI<tab>SUITE<tab>COMPONENTS<tab>KEY",
# where KEY is the Signed-By value with its line breaks as "\n" (an embedded key has many).
apt_machine_sources() {
	set --
	for list in "${APT_SOURCES_DIR:-/etc/apt}/sources.list" \
		"${APT_SOURCES_DIR:-/etc/apt}"/sources.list.d/*.list; do
		[ ! -r "$list" ] || set -- "$@" "$list"
	done
	[ $# -eq 0 ] || awk '
		$1 == "deb" {
			sub(/[ \t]#.*/, "")
			key = ""
			rest = $0
			sub(/^[ \t]*deb[ \t]+/, "", rest)
			if (rest ~ /^\[/) {
				options = rest
				sub(/\].*/, "", options)
				sub(/^\[[^]]*\][ \t]*/, "", rest)
				if (match(options, /signed-by=[^ \t\]]+/))
					key = substr(options, RSTART + 10, RLENGTH - 10)
				gsub(/,/, " ", key)
			}
			n = split(rest, word, /[ \t]+/)
			comps = ""
			for (i = 3; i <= n; i++)
				comps = comps " " word[i]
			printf "%s\t%s\t%s\t%s\n", word[1], word[2], comps, key
		}' "$@"
	set --
	for list in "${APT_SOURCES_DIR:-/etc/apt}"/sources.list.d/*.sources; do
		[ ! -r "$list" ] || set -- "$@" "$list"
	done
	[ $# -eq 0 ] || awk '
		function flush(  u, s, nu, ns, i, j) {
			if (f["types"] ~ /(^| )deb( |$)/ && tolower(f["enabled"]) !~ /no|false|off|^ *0/) {
				nu = split(f["uris"], u, " ")
				ns = split(f["suites"], s, " ")
				for (i = 1; i <= nu; i++)
					for (j = 1; j <= ns; j++)
						printf "%s\t%s\t%s\t%s\n", u[i], s[j],
							f["components"], f["signed-by"]
			}
			delete f
			name = ""
		}
		FNR == 1 { flush() }
		/^#/ { next }
		/^[ \t]*$/ { flush(); next }
		/^[ \t]/ {
			line = $0
			if (name == "signed-by")
				f[name] = f[name] "\\n" line
			else
				f[name] = f[name] " " line
			next
		}
		{
			name = tolower($0)
			sub(/[ \t]*:.*/, "", name)
			line = $0
			sub(/^[^:]*:[ \t]*/, "", line)
			f[name] = line
		}
		END { flush() }' "$@"
}

# The machine's Debian main archive, as one line of apt_machine_sources.
apt_machine_archive() {
	archive_suite=$(apt_machine_suite) || return 1
	apt_machine_sources | awk -F '\t' -v suite="$archive_suite" '
		$3 !~ /(^| )main( |$)/ { next }
		$1 ~ /^cdrom:/ { next }
		$2 == suite { print; found = 1; exit }
		$2 ~ /^(stable|testing|unstable|sid)$/ && other == "" { other = $0 }
		END { if (!found && other != "") { print other; found = 1 }; exit !found }' ||
		apt_fail "no Debian archive with suite $archive_suite in this machine's apt sources"
}

# apt_source_stanza SUITE...: a deb822 source for these suites of the machine's own archive.
apt_source_stanza() {
	stanza_line=$(apt_machine_archive) || return 1
	stanza_uri=$(printf '%s' "$stanza_line" | cut -f 1)
	stanza_key=$(printf '%s' "$stanza_line" | cut -f 4)
	printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' "$stanza_uri" "$*"
	[ -z "$stanza_key" ] || printf 'Signed-By: %b\n' "$stanza_key"
}

# apt_private ARCH SUITE...: make the private state for these suites; sets apt_state and apt_conf.
apt_private() {
	private_arch=$1
	shift
	apt_state=$(apt_cache_dir)/apt/$private_arch-$(echo "$*" | tr ' ' '+')
	mkdir -p "$apt_state/lists/partial" "$apt_state/archives/partial" "$apt_state/sources.d" ||
		apt_fail "cannot make the cache folder $apt_state" || return 1
	apt_source_stanza "$@" > "$apt_state/sources.d/debian.sources.new" || return 1
	mv "$apt_state/sources.d/debian.sources.new" "$apt_state/sources.d/debian.sources"
	: > "$apt_state/status"
	apt_conf=$apt_state/apt.conf
	cat > "$apt_conf.new" <<-END
		#clear APT::Update::Post-Invoke;
		#clear APT::Update::Post-Invoke-Success;
		#clear DPkg::Post-Invoke;
		#clear APT::Architectures;
		APT::Architecture "$private_arch";
		APT::Architectures { "$private_arch"; };
		APT::Sandbox::User "root";
		APT::Get::List-Cleanup "true";
		Acquire::Languages "none";
		Acquire::Retries "3";
		Dir::Etc::SourceList "/dev/null";
		Dir::Etc::SourceParts "$apt_state/sources.d";
		Dir::Etc::Preferences "/dev/null";
		Dir::Etc::PreferencesParts "/dev/null";
		Dir::State::Lists "$apt_state/lists";
		Dir::State::Status "$apt_state/status";
		Dir::State::Extended_States "$apt_state/extended";
		Dir::Cache::Archives "$apt_state/archives";
		Dir::Cache::PkgCache "";
		Dir::Cache::SrcPkgCache "";
	END
	mv "$apt_conf.new" "$apt_conf"
}

# apt_refresh [always]: fetch the private state's lists, once unless told otherwise.
apt_refresh() {
	[ ! -e "$apt_state/lists.done" ] || [ "${1:-}" = always ] || return 0
	echo "==> package lists: ${apt_state##*/}" >&2
	apt-get -c "$apt_conf" -qq --error-on=any update >&2 || {
		apt_fail "cannot fetch the package lists of ${apt_state##*/} (see above)"
		return 1
	}
	: > "$apt_state/lists.done"
}

# apt_download DIR PACKAGE...: the packages' .deb files into DIR; lists that went stale are renewed once.
apt_download() {
	download_dir=$1
	shift
	mkdir -p "$download_dir" || return 1
	echo "==> download: $*" >&2
	if ! (cd "$download_dir" && apt-get -c "$apt_conf" -y download "$@" >&2); then
		apt_refresh always || return 1
		(cd "$download_dir" && apt-get -c "$apt_conf" -y download "$@" >&2) || {
			apt_fail "cannot download $* from ${apt_state##*/} (see above)"
			return 1
		}
	fi
}

# apt_lock: one at a time in the cache folder; held until this shell (or subshell) ends.
apt_lock() {
	lock_dir=$(apt_cache_dir)
	mkdir -p "$lock_dir" || return 1
	exec 9> "$lock_dir/lock"
	flock -n 9 || {
		echo "==> waiting for another download into $lock_dir" >&2
		flock 9
	}
}

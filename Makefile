# SPDX-License-Identifier: GPL-2.0-only
# Builds armlet, its tests and its tools. `make help` lists the targets.

VERSION ?= 0.1.0

CROSS_COMPILE ?=
ifeq ($(origin CC),default)
CC := $(CROSS_COMPILE)gcc
endif
ifeq ($(origin AR),default)
AR := $(CROSS_COMPILE)ar
endif
HOSTCC ?= gcc
CLANG ?= clang
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
DESTDIR ?=
STATIC ?= 1
SAN ?=

TRIPLE := $(shell $(CC) -dumpmachine)
ARCH := $(firstword $(subst -, ,$(TRIPLE)))
comma := ,
BUILD ?= build/$(TRIPLE)$(if $(SAN),-$(subst $(comma),-,$(SAN)))

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings \
	-Wpointer-arith -Werror
CPPFLAGS_ALL := -I. -I$(BUILD) -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 $(CPPFLAGS)
CFLAGS_ALL = -std=gnu11 -pthread $(WARNINGS) $(CFLAGS)
LDFLAGS_ALL := -pthread $(LDFLAGS)
LDLIBS := -lfdt -linih -ljansson -lzstd -lz

ifneq ($(SAN),)
CFLAGS_ALL += -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_ALL += -fsanitize=$(SAN)
STATIC := 0
endif
ifeq ($(STATIC),1)
LDFLAGS_STATIC := -static
endif

# The arm64 libraries of a cross build come from the system, or from a tree of their own that
# `tools/deps cross` unpacks.
ifneq ($(ARCH),$(firstword $(subst -, ,$(shell $(HOSTCC) -dumpmachine))))
SYSROOT ?= $(shell tools/deps --print-sysroot 2>/dev/null)
ifneq ($(SYSROOT),)
CPPFLAGS_ALL += -isystem $(SYSROOT)/usr/include
LDFLAGS_ALL += -L$(SYSROOT)/usr/lib/$(subst -unknown,,$(TRIPLE))
endif
endif

# The rooms, callers before callees, as the linker wants them.
ROOMS := cli boot devices vcpu sysregs memory lib
vcpu_pure := $(addprefix vcpu/,cpu_address_space.c gic_layout.c pmu_cpus.c probe_cpus.c vm_ipa.c)
room_sources = $(sort $(wildcard $(1)/*.c) $(wildcard $(1)/*/*.c))
sources_cli := $(call room_sources,cli)
sources_boot := $(call room_sources,boot)
sources_devices := $(call room_sources,devices)
sources_sysregs := $(call room_sources,sysregs)
sources_memory := $(call room_sources,memory)
sources_lib := $(call room_sources,lib)
ifeq ($(ARCH),aarch64)
sources_vcpu := $(call room_sources,vcpu) $(wildcard vcpu/*.S)
else
# Elsewhere nothing calls vcpu/, but its tests: all of it where the cross compiler's headers are, else the part
# that needs no KVM.
arm64_headers := $(patsubst %/asm/kvm.h,%,$(wildcard /usr/aarch64-linux-gnu/include/asm/kvm.h))
ifneq ($(arm64_headers),)
sources_vcpu := $(call room_sources,vcpu)
$(BUILD)/vcpu/%.o $(BUILD)/tests/unit/vcpu/%.o: CPPFLAGS_ALL += -isystem $(BUILD)/arm64-headers
else
sources_vcpu := $(vcpu_pure)
endif
# cli/ without what needs a VM: there `run` only says what it needs.
sources_cli := $(filter-out $(wildcard cli/machine*.c) cli/run.c cli/cpu_host.c cli/cpu_verify.c \
	cli/cpu_verify_vm.c,$(sources_cli))
endif
ARCHIVES := $(foreach room,$(ROOMS),$(BUILD)/$(room).a)

# V=1 shows whole commands.
V ?= 0
ifeq ($(V),0)
Q := @
say = @echo '  $(1)'
endif

.PHONY: all
all: $(BUILD)/armlet

$(BUILD)/armlet: $(BUILD)/main.o $(ARCHIVES)
	$(call say,LD $@)
	$(Q)$(CC) $(LDFLAGS_ALL) $(LDFLAGS_STATIC) -o $@ $^ $(LDLIBS)

define room_rule
$(BUILD)/$(1).a: $$(patsubst %,$(BUILD)/%.o,$$(basename $$(sources_$(1))))
	@rm -f $$@
	$$(Q)$$(AR) rcs $$@ $$^
endef
$(foreach room,$(ROOMS),$(eval $(call room_rule,$(room))))

# The kernel's headers for arm64 and nothing else of that architecture.
$(BUILD)/arm64-headers: $(BUILD)/flags
	@mkdir -p $@
	@for part in linux asm asm-generic; do ln -sfn $(arm64_headers)/$$part $@/$$part; done

# A change of compiler or flags rebuilds everything.
FLAGS_LINE := $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) $(LDFLAGS_STATIC) $(VERSION) $(PREFIX)
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@echo '$(FLAGS_LINE)' | cmp -s - $@ || echo '$(FLAGS_LINE)' > $@
.PHONY: force
force:

$(BUILD)/version.h: $(BUILD)/flags
	@printf '#define ARMLET_VERSION "%s"\n#define ARMLET_PROFILE_DIR "%s"\n' \
		'$(VERSION)' '$(PREFIX)/share/armlet/profiles' > $@

$(BUILD)/%.o: %.c $(BUILD)/flags | $(BUILD)/version.h $(if $(arm64_headers),$(BUILD)/arm64-headers)
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.S $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,AS $<)
	$(Q)$(CC) $(CPPFLAGS_ALL) -MMD -MP -c -o $@ $<

# Tests hand string literals to things that take any pointer.
$(BUILD)/tests/%.o: WARNINGS += -Wno-write-strings

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# --- Unit tests: tests/unit/ROOM/test_*.c are programs, every other .c there is linked into each of them.
ROOM ?= *
unit_sources := $(sort $(wildcard tests/unit/$(ROOM)/test_*.c))
ifeq ($(filter vcpu/exits.c,$(sources_vcpu)),)
unit_sources := $(filter-out tests/unit/vcpu/test_exits.c,$(unit_sources))
endif
unit_programs := $(patsubst %.c,$(BUILD)/%,$(unit_sources))
unit_helpers = $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(wildcard $(1)test_*.c),$(wildcard $(1)*.c)))
unit_rooms_lib := lib
unit_rooms_memory := memory lib
unit_rooms_sysregs := sysregs lib
unit_rooms_devices := devices memory lib
unit_rooms_boot := boot devices memory lib
unit_rooms_vcpu := vcpu sysregs memory lib
unit_rooms_cli := $(ROOMS)
unit_archives = $(foreach room,$(unit_rooms_$(notdir $(patsubst %/,%,$(1)))),$(BUILD)/$(room).a)

.SECONDEXPANSION:
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $$(call unit_helpers,tests/unit/$$(dir $$*)) \
		$$(call unit_archives,$$(dir $$*))
	$(call say,LD $@)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(filter %.a,$^) -lcmocka $(LDLIBS)

.PHONY: unit unit-build
unit-build: $(unit_programs)
unit: $(unit_programs)
	@tools/run-unit $(unit_programs)

# --- Fuzz targets: libFuzzer with address and undefined-behaviour sanitizers, sources compiled in one go.
FUZZ_SECONDS ?= 600
fuzz_targets := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BUILD := build/fuzz
FUZZ_CFLAGS := -std=gnu11 -g -O1 -pthread -fno-sanitize-recover=all \
	-I. -I$(BUILD) -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64
fuzz_common := $(sources_boot) $(sources_devices) $(sources_sysregs) $(sources_memory) $(sources_lib)
fuzz_objects := $(patsubst %.c,$(FUZZ_BUILD)/objects/%.o,$(fuzz_common))
# A target may include the source that it fuzzes.
fuzz_included := $(wildcard tools/*.c tools/*.h tests/unit/*/*.h tests/unit/*/*.c)

.SECONDARY: $(fuzz_objects)
$(FUZZ_BUILD)/objects/%.o: %.c Makefile | $(BUILD)/version.h
	@mkdir -p $(@D)
	$(call say,FUZZ $@)
	$(Q)$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link,address,undefined -MMD -MP -c -o $@ $<

$(FUZZ_BUILD)/%: tests/fuzz/%.c $(fuzz_objects) $(fuzz_included) $(wildcard */*.h)
	$(call say,FUZZ $@)
	$(Q)$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer,address,undefined -o $@ \
		$(filter-out $(fuzz_included),$(filter %.c,$^)) $(fuzz_objects) $(LDLIBS)

-include $(shell find $(FUZZ_BUILD) -name '*.d' 2>/dev/null)

.PHONY: fuzz fuzz-build
fuzz-build: $(addprefix $(FUZZ_BUILD)/,$(fuzz_targets))
fuzz: fuzz-build
	@tools/run-fuzz $(FUZZ_SECONDS) $(addprefix $(FUZZ_BUILD)/,$(fuzz_targets))

# --- Generated files, form, arrows between rooms.
.PHONY: check-gen check-format check-arrows gen format
check-gen:
	@tools/check-gen
check-format:
	@tools/check-format
check-arrows:
	@tools/check-arrows
format:
	clang-format -i $$(git ls-files '*.c' '*.h' | grep -v '\.gen\.[ch]$$')

# --- On real KVM: in an emulated host, or on this machine's own.
.PHONY: boot check vm-check bench deps arm64
arm64:
	@tools/build-arm64
boot:
	@tools/boot
check:
	@tools/check
vm-check: arm64
	@tests/vm/run; status=$$?; tests/vm/fleet && exit $$status
bench:
	@tests/bench/run

.PHONY: install clean help
install: $(BUILD)/armlet
	install -D -m 755 $(BUILD)/armlet $(DESTDIR)$(PREFIX)/bin/armlet
	install -d $(DESTDIR)$(PREFIX)/share/armlet/profiles
	install -m 644 profiles/*.ini $(DESTDIR)$(PREFIX)/share/armlet/profiles
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/*.5 $(DESTDIR)$(PREFIX)/share/man/man5
clean:
	rm -rf build
help:
	@printf '%s\n' \
	'make                 build for this machine, into build/$$(CC -dumpmachine)/armlet' \
	'make CROSS_COMPILE=aarch64-linux-gnu-   build the arm64 binary' \
	'make boot            boot a real kernel in a microVM under a CPU profile' \
	'                     (KERNEL= INITRD= PROFILE= CPU= HOST_KERNEL=)' \
	'make check           every test; the last line counts them' \
	'make unit            unit tests on this machine (ROOM=sysregs for one room)' \
	'make vm-check        the tests on real KVM' \
	'make fuzz            the fuzz targets (FUZZ_SECONDS=600 each)' \
	'make bench           the benchmarks; rewrites the table in docs/' \
	'make check-gen       generated files are what their sources say' \
	'make format          clang-format on all sources' \
	'make install         DESTDIR= PREFIX=$(PREFIX)' \
	'make clean           remove build/' \
	'Variables: CC CROSS_COMPILE CFLAGS CPPFLAGS LDFLAGS STATIC=0 SAN=address,undefined'

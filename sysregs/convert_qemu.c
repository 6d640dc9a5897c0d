// SPDX-License-Identifier: GPL-2.0-only
// The value of QEMU's -cpu, read and written.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/convert.h"
#include "sysregs/profile_value.h"

#define SVE_BITS_STEP 128
#define SVE_BITS_MAX  2048

/*
 * Properties are named SYSREG_<REG>_<FIELD> as the Arm Architecture Reference Manual spells both
 * (QEMU docs/system/arm/cpu-features.rst, series "Introduce a customizable aarch64 KVM host
 * model"), and QEMU minds the case: these are the fields where Linux's differs from Arm's.
 */
static const char *const arm_spellings[] = {
	"Atomic",  "ExS",	"TGran4_2", "TGran64_2", "TGran16_2", "TGran4",	 "TGran64",
	"TGran16", "BigEndEL0", "SNSMem",   "BigEnd",	 "ASIDBits",  "PARange",
};

const char *convert_qemu_field(const struct idreg_field *field)
{
	for (size_t i = 0; i < ARRAY_SIZE(arm_spellings); i++) {
		if (same_name(field->name, arm_spellings[i]))
			return arm_spellings[i];
	}
	return field->name;
}

/* --- Reading --- */

struct reader {
	struct cpu_convert *convert;
	struct messages *left_out, *messages;
	uint32_t sve_off;      /* bit n: sve<(n + 1) × 128>=off */
	uint32_t sve_given;    /* bit n: the last word on that length was on */
	unsigned int position; /* of the part, from 1 */
};

#define REFUSE(reader, format, ...)                                                             \
	messages_add((reader)->messages, MESSAGE_ERROR, "-cpu:%u: " format, (reader)->position, \
		     ##__VA_ARGS__)
#define LEAVE_OUT(reader, format, ...)                                                            \
	messages_add((reader)->left_out, MESSAGE_WARNING, "-cpu:%u: " format, (reader)->position, \
		     ##__VA_ARGS__)

static bool parse_switch(struct reader *reader, const char *name, const char *text, bool *on)
{
	static const char *const words[] = { "off", "on", "no", "yes", "false", "true", "n", "y" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (!strcmp(text, words[i])) {
			*on = i % 2;
			return true;
		}
	}
	REFUSE(reader, "%s: \"%s\" asked, on or off is wanted", name, text);
	return false;
}

static bool take_switch(struct reader *reader, const char *name, const char *text)
{
	static const struct {
		const char *name;
		size_t offset;
	} switches[] = {
		{ "sve", offsetof(struct cpu_feature_wishes, sve) },
		{ "pauth", offsetof(struct cpu_feature_wishes, pauth) },
		{ "pmu", offsetof(struct cpu_feature_wishes, pmu) },
	};
	enum feature_wish *wish;
	bool on;

	for (size_t i = 0; i < ARRAY_SIZE(switches); i++) {
		if (strcmp(name, switches[i].name))
			continue;
		wish = (enum feature_wish *)((char *)&reader->convert->wishes + switches[i].offset);
		if (parse_switch(reader, name, text, &on))
			*wish = on ? FEATURE_ON : FEATURE_OFF;
		return true;
	}
	return false;
}

/* sve128 … sve2048. */
static bool take_length(struct reader *reader, const char *name, const char *text)
{
	uint64_t bits;
	bool negative, on;
	uint32_t bit;

	if (strncmp(name, "sve", 3) || name[3] < '1' || name[3] > '9' ||
	    number_parse(name + 3, &bits, &negative) != NUMBER_OK || bits % SVE_BITS_STEP ||
	    bits > SVE_BITS_MAX)
		return false;
	bit = UINT32_C(1) << (bits / SVE_BITS_STEP - 1);
	if (!parse_switch(reader, name, text, &on))
		return true;
	reader->sve_given = on ? reader->sve_given | bit : reader->sve_given & ~bit;
	reader->sve_off = on ? reader->sve_off & ~bit : reader->sve_off | bit;
	return true;
}

static bool parse_value(struct reader *reader, const char *name, const struct idreg_field *field,
			const char *text, uint64_t *value)
{
	bool negative;

	/* QEMU reads "010" as eight. */
	if ((text[0] == '0' && text[1] >= '0' && text[1] <= '9') ||
	    number_parse(text, value, &negative) == NUMBER_MALFORMED) {
		REFUSE(reader, "%s: \"%s\" is no number: decimal or 0x... is wanted", name, text);
		return false;
	}
	if (negative || number_parse(text, value, &negative) != NUMBER_OK ||
	    *value > bits_low_mask(idreg_field_width(field))) {
		REFUSE(reader, "%s: %s does not fit the field's %u bits", name, text,
		       idreg_field_width(field));
		return false;
	}
	return true;
}

/* Splits REG_FIELD, both of which may hold underscores. NULL if no register and field fit. */
static const struct idreg *split(char *name, const struct idreg_field **field)
{
	const struct idreg *reg;

	for (char *cut = name + strlen(name); cut > name; cut--) {
		if (*cut != '_')
			continue;
		*cut = '\0';
		reg = idreg_by_name(name);
		*cut = '_';
		*field = reg ? idreg_field_by_name(reg, cut + 1) : NULL;
		if (*field)
			return reg;
	}
	return NULL;
}

static void take_sysreg(struct reader *reader, char *name, const char *text)
{
	const struct idreg_field *field;
	const struct idreg *reg = split(name + strlen("SYSREG_"), &field);
	struct cpu_convert *convert = reader->convert;
	uint64_t value;

	if (!reg) {
		LEAVE_OUT(reader, "%s: no ID register and field of that name", name);
		return;
	}
	if (!parse_value(reader, name, field, text, &value))
		return;
	convert->given[reg->index] |= bits_mask(field->msb, field->lsb);
	convert->values[reg->index] = idreg_field_set(field, convert->values[reg->index], value);
}

static void take_property(struct reader *reader, char *part)
{
	char *equals = strchr(part, '=');
	const char *text;

	if (!equals || equals == part || !equals[1]) {
		REFUSE(reader, "\"%s\": PROPERTY=VALUE is wanted", part);
		return;
	}
	*equals = '\0';
	text = equals + 1;
	if (!strncmp(part, "SYSREG_", 7))
		take_sysreg(reader, part, text);
	else if (!take_switch(reader, part, text) && !take_length(reader, part, text))
		LEAVE_OUT(reader, "%s=%s: profiles have no such thing", part, text);
}

static void take_model(struct reader *reader, const char *model)
{
	if (!*model)
		REFUSE(reader, "a CPU model is wanted first: host");
	else if (strchr(model, '='))
		REFUSE(reader, "\"%s\": a CPU model is wanted first: host", model);
	else if (strcmp(model, "host") && strcmp(model, "max"))
		LEAVE_OUT(reader, "%s: models of QEMU's own are not known here: taken as host",
			  model);
}

/* What all sve<N> come to: profiles have the longest length, and with it all shorter ones. */
static void take_lengths(struct reader *reader)
{
	struct cpu_feature_wishes *wishes = &reader->convert->wishes;
	unsigned int longest = 0;

	for (unsigned int n = 0; n < SVE_BITS_MAX / SVE_BITS_STEP; n++) {
		if (reader->sve_given & UINT32_C(1) << n)
			longest = (n + 1) * SVE_BITS_STEP;
	}
	wishes->sve_max_vl_bits = longest;
	for (unsigned int n = 0; n < SVE_BITS_MAX / SVE_BITS_STEP; n++) {
		if (!(reader->sve_off & UINT32_C(1) << n) ||
		    (longest && (n + 1) * SVE_BITS_STEP > longest))
			continue;
		messages_add(reader->left_out, MESSAGE_WARNING,
			     "-cpu: sve%u=off: profiles name the longest length instead "
			     "(sve-max-vl)",
			     (n + 1) * SVE_BITS_STEP);
	}
}

bool convert_from_qemu(const char *text, size_t bytes, struct cpu_convert *convert,
		       struct messages *left_out, struct messages *messages)
{
	struct reader reader = { .convert = convert, .left_out = left_out, .messages = messages };
	size_t errors = messages->error_count;
	char *copy, *rest, *part;

	/* As QEMU's "host" has it: all that the host has, but MTE and EL2. */
	*convert = (struct cpu_convert){ .wishes = {
						 .pmu = FEATURE_AUTO,
						 .mte = FEATURE_OFF,
						 .el2 = FEATURE_OFF,
					 } };
	while (bytes && (text[bytes - 1] == '\n' || text[bytes - 1] == '\r'))
		bytes--;
	if (bytes > CONVERT_TEXT_BYTES_MAX || memchr(text, '\0', bytes) ||
	    memchr(text, '\n', bytes)) {
		messages_add(
			messages, MESSAGE_ERROR,
			"-cpu: one line of text without NUL bytes, of at most %d bytes, is wanted",
			CONVERT_TEXT_BYTES_MAX);
		return false;
	}
	copy = rest = strndup(text, bytes);
	if (!copy) {
		messages_add(messages, MESSAGE_ERROR, "-cpu: out of memory");
		return false;
	}
	for (part = strsep(&rest, ","); part; part = strsep(&rest, ",")) {
		if (++reader.position == 1)
			take_model(&reader, part);
		else
			take_property(&reader, part);
	}
	take_lengths(&reader);
	free(copy);
	return messages->error_count == errors;
}

/* --- Writing --- */

/* Why QEMU has no property for any field of a register, or NULL. */
static const char *no_properties(const struct idreg *reg)
{
	switch (field_role(reg, &reg->fields[0])) {
	case ROLE_IMPLEMENTATION_ID:
		return reg->index == INDEX_MIDR ? NULL : "QEMU has no property for it";
	case ROLE_SME:
		return reg->index == INDEX_SMFR0 ? "QEMU gives guests no SME" : NULL;
	case ROLE_MPIDR:
	case ROLE_CLIDR:
		return "QEMU has no property for it";
	default:
		return NULL;
	}
}

/* Why QEMU has none for a field, or NULL. */
static const char *no_property(const struct idreg *reg, const struct idreg_field *field)
{
	switch (field_role(reg, field)) {
	case ROLE_PAUTH:
		return "QEMU has only pauth=on or off for it";
	case ROLE_SVE:
		return reg->index == INDEX_PFR0 ? "QEMU has only sve=on or off for it" : NULL;
	case ROLE_MTE:
		return reg->index == INDEX_PFR1 ? "QEMU has only -machine virt,mte=on for it"
						: NULL;
	case ROLE_SME:
		return "QEMU gives guests no SME";
	default:
		return NULL;
	}
}

/* Do the feature's own words say what this field would? */
static bool is_said_by_feature(const struct cpu_feature_wishes *wishes, const struct idreg *reg,
			       const struct idreg_field *field, uint64_t value)
{
	switch (field_role(reg, field)) {
	case ROLE_PAUTH:
		return wishes->pauth == FEATURE_OFF && value == 0;
	case ROLE_SVE:
		return reg->index == INDEX_PFR0 &&
		       wishes->sve == (value ? FEATURE_ON : FEATURE_OFF) && value <= 1;
	case ROLE_MTE:
		return reg->index == INDEX_PFR1 && wishes->mte == FEATURE_OFF && value == 0;
	case ROLE_SME:
		return value == 0;
	default:
		return false;
	}
}

static void write_field(const struct cpu_convert *convert, const struct idreg *reg,
			const struct idreg_field *field, FILE *out, struct messages *left_out)
{
	uint64_t value = idreg_field_get(field, convert->values[reg->index]);
	const char *reason = no_property(reg, field);

	if (!reason)
		fprintf(out, ",SYSREG_%s_%s=0x%" PRIx64, reg->name, convert_qemu_field(field),
			value);
	else if (!is_said_by_feature(&convert->wishes, reg, field, value))
		messages_add(left_out, MESSAGE_WARNING, "%s.%s = 0x%" PRIx64 ": %s", reg->name,
			     field->name, value, reason);
}

/* Bits that belong to no field, and are not as the architecture has them. */
static uint64_t odd_bits(const struct idreg *reg, uint64_t given, uint64_t value)
{
	uint64_t ones = 0;

	for (size_t i = 0; i < reg->field_count; i++) {
		if (reg->fields[i].kind == IDREG_RES1)
			ones |= bits_mask(reg->fields[i].msb, reg->fields[i].lsb);
	}
	return (value ^ ones) & given & ~reg->named_mask;
}

static void write_register(const struct cpu_convert *convert, const struct idreg *reg, FILE *out,
			   struct messages *left_out)
{
	uint64_t given = convert->given[reg->index], value = convert->values[reg->index];
	uint64_t odd = odd_bits(reg, given, value);
	const char *reason = no_properties(reg);

	if (!given)
		return;
	if (reason) {
		if (reg->index != INDEX_SMFR0 || value)
			messages_add(left_out, MESSAGE_WARNING, "%s = 0x%" PRIx64 ": %s", reg->name,
				     value, reason);
		return;
	}
	for (size_t i = 0; i < reg->field_count; i++) {
		if (reg->fields[i].kind == IDREG_FIELD &&
		    given & bits_mask(reg->fields[i].msb, reg->fields[i].lsb))
			write_field(convert, reg, &reg->fields[i], out, left_out);
	}
	if (odd)
		messages_add(left_out, MESSAGE_WARNING,
			     "%s = 0x%" PRIx64 ": QEMU has properties for fields only, not for the "
			     "bits 0x%" PRIx64,
			     reg->name, value, odd);
}

static void write_switch(const char *name, enum feature_wish wish, FILE *out)
{
	if (wish != FEATURE_AUTO)
		fprintf(out, ",%s=%s", name, wish == FEATURE_ON ? "on" : "off");
}

/* What QEMU takes with the machine instead. */
static void leave_out_machine_option(const char *key, enum feature_wish wish, const char *option,
				     struct messages *left_out)
{
	if (wish == FEATURE_ON)
		messages_add(left_out, MESSAGE_WARNING,
			     "%s = on: an option of QEMU's machine: -machine virt,%s=on", key,
			     option);
	else if (wish == FEATURE_AUTO)
		messages_add(left_out, MESSAGE_WARNING,
			     "%s = auto: an option of QEMU's machine, which is on or off: -machine "
			     "virt,%s=on",
			     key, option);
}

bool convert_to_qemu(const struct cpu_convert *convert, FILE *out, struct messages *left_out)
{
	const struct cpu_feature_wishes *wishes = &convert->wishes;

	fputs("host", out);
	for (size_t i = 0; i < idreg_count; i++)
		write_register(convert, &idregs[i], out, left_out);
	write_switch("sve", wishes->sve, out);
	if (wishes->sve_max_vl_bits && wishes->sve != FEATURE_OFF)
		fprintf(out, ",sve%u=on", wishes->sve_max_vl_bits);
	write_switch("pauth", wishes->pauth, out);
	write_switch("pmu", wishes->pmu, out);
	fputc('\n', out);
	leave_out_machine_option("mte", wishes->mte, "mte", left_out);
	leave_out_machine_option("el2", wishes->el2, "virtualization", left_out);
	if (wishes->el2_e2h0)
		messages_add(left_out, MESSAGE_WARNING, "el2-e2h0 = on: QEMU has no option for it");
	return !ferror(out);
}

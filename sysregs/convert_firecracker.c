// SPDX-License-Identifier: GPL-2.0-only
// Custom CPU templates of Firecracker's for aarch64, read.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/json.h"
#include "sysregs/convert.h"
#include "sysregs/convert_firecracker.h"

#define BITMAP_BITS_MAX 128

struct reader {
	const char *name;
	struct cpu_convert *convert;
	struct messages *left_out, *messages;
	uint32_t features_given,
		features; /* KVM_ARM_VCPU_INIT's word 0, as the template decides it */
	bool capabilities[ARRAY_SIZE(firecracker_features) * 2];
};

/* False, for a caller to return. */
#define REFUSE(reader, format, ...)                                                     \
	(messages_add((reader)->messages, MESSAGE_ERROR, "%s: " format, (reader)->name, \
		      ##__VA_ARGS__),                                                   \
	 false)
#define LEAVE_OUT(reader, format, ...)                                                   \
	messages_add((reader)->left_out, MESSAGE_WARNING, "%s: " format, (reader)->name, \
		     ##__VA_ARGS__)

static const char *type_name(const json_t *value)
{
	static const char *const names[] = {
		[JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string",
		[JSON_INTEGER] = "a number", [JSON_REAL] = "a number",	[JSON_TRUE] = "true",
		[JSON_FALSE] = "false",	     [JSON_NULL] = "null",
	};

	return value ? names[json_typeof(value)] : "nothing";
}

/* Where a message points: "reg_modifiers[3].bitmap". */
struct place {
	char text[64];
};

static struct place place_of(const char *list, size_t i, const char *key)
{
	struct place place;

	snprintf(place.text, sizeof(place.text), "%s[%zu]%s%s", list, i, key ? "." : "",
		 key ? key : "");
	return place;
}

static bool is_one_of(const char *key, const char *const *known)
{
	for (; *known; known++) {
		if (!strcmp(key, *known))
			return true;
	}
	return false;
}

/* An element that is an object with just the two keys of its kind. */
static bool is_modifier(struct reader *reader, const char *list, size_t i, json_t *item,
			const char *const *known)
{
	const char *key;
	json_t *value;

	if (!json_is_object(item))
		return REFUSE(reader, "%s: an object is wanted, this is %s",
			      place_of(list, i, NULL).text, type_name(item));
	json_object_foreach(item, key, value)
	{
		if (!is_one_of(key, known))
			return REFUSE(reader, "%s: no key \"%.40s\" is known: %s and %s are",
				      place_of(list, i, NULL).text, key, known[0], known[1]);
	}
	return true;
}

static bool string_of(struct reader *reader, struct place place, const json_t *value,
		      const char **text)
{
	*text = json_string_value(value);
	return *text ? true
		     : REFUSE(reader, "%s: a string is wanted, this is %s", place.text,
			      type_name(value));
}

/* "0b01xx_1": from the right, bits that are missing on the left are "x". */
static bool parse_bitmap(struct reader *reader, struct place place, const char *text,
			 unsigned int width, uint64_t *given, uint64_t *value)
{
	const char *start = strncmp(text, "0b", 2) ? text : text + 2;
	unsigned int bit = 0;

	*given = *value = 0;
	for (const char *c = text + strlen(text); c > start; c--) {
		if (c[-1] == '_')
			continue;
		if (!strchr("01x", c[-1]))
			return REFUSE(reader, "%s: \"%.140s\": 0, 1, x and _ are wanted after 0b",
				      place.text, text);
		if (bit >= BITMAP_BITS_MAX || (bit >= width && c[-1] != 'x'))
			return REFUSE(reader, "%s: bit %u is given, there are %u", place.text, bit,
				      width);
		if (bit < width && c[-1] != 'x') {
			*given |= UINT64_C(1) << bit;
			*value |= (uint64_t)(c[-1] == '1') << bit;
		}
		bit++;
	}
	return bit ? true : REFUSE(reader, "%s: \"%.40s\" has no bits", place.text, text);
}

static int digit_of(char c, unsigned int base)
{
	const char *digits = "0123456789abcdef", *digit = c ? strchr(digits, c | 0x20) : NULL;

	return digit && (unsigned int)(digit - digits) < base ? (int)(digit - digits) : -1;
}

/* "0x…" or "0b…", as Firecracker wants addresses. */
static bool parse_address(struct reader *reader, struct place place, const char *text,
			  uint64_t *number)
{
	unsigned int base = !strncmp(text, "0x", 2) ? 16 : !strncmp(text, "0b", 2) ? 2 : 0;
	const char *c = text + 2;

	*number = 0;
	for (; base && digit_of(*c, base) >= 0; c++) {
		if (*number > (UINT64_MAX - 15) / base)
			break;
		*number = *number * base + (unsigned int)digit_of(*c, base);
	}
	if (base && c > text + 2 && !*c)
		return true;
	return REFUSE(reader, "%s: \"%.80s\": a number of 64 bits is wanted, 0x... or 0b...",
		      place.text, text);
}

/* --- reg_modifiers --- */

/* KVM_REG_ARM64 | KVM_REG_SIZE_U64 | KVM_REG_ARM64_SYSREG, and the encoding in the lowest 16 bits.
 */
static const struct idreg *register_of(uint64_t address)
{
	for (size_t i = 0; i < idreg_count; i++) {
		if (firecracker_address(&idregs[i]) == address)
			return &idregs[i];
	}
	return NULL;
}

static bool take_register(struct reader *reader, size_t i, json_t *item)
{
	static const char *const keys[] = { "addr", "bitmap", NULL };
	struct place addr = place_of("reg_modifiers", i, "addr");
	struct place bitmap = place_of("reg_modifiers", i, "bitmap");
	uint64_t address, given, value;
	const struct idreg *reg;
	const char *text;

	if (!is_modifier(reader, "reg_modifiers", i, item, keys) ||
	    !string_of(reader, addr, json_object_get(item, "addr"), &text) ||
	    !parse_address(reader, addr, text, &address) ||
	    !string_of(reader, bitmap, json_object_get(item, "bitmap"), &text))
		return false;
	reg = register_of(address);
	if (!reg) {
		LEAVE_OUT(reader, "reg_modifiers[%zu]: 0x%" PRIx64 " is no ID register", i,
			  address);
		return true;
	}
	if (!parse_bitmap(reader, bitmap, text, 64, &given, &value))
		return false;
	reader->convert->given[reg->index] |= given;
	reader->convert->values[reg->index] =
		(reader->convert->values[reg->index] & ~given) | value;
	return true;
}

/* Keeps whole fields, or a whole register, and leaves out the other bits that a template gives. */
static void keep_whole_fields(struct reader *reader, const struct idreg *reg)
{
	uint64_t given = reader->convert->given[reg->index], whole = 0, mask;
	const struct idreg_field *field;

	if (!given || given == UINT64_MAX)
		return;
	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		mask = bits_mask(field->msb, field->lsb);
		if (!(given & mask))
			continue;
		if (field->kind != IDREG_FIELD)
			LEAVE_OUT(reader,
				  "reg_modifiers: %s: bits 0x%" PRIx64 " belong to no field that "
				  "has a name",
				  reg->name, given & mask);
		else if ((given & mask) != mask)
			LEAVE_OUT(reader,
				  "reg_modifiers: %s.%s: only bits 0x%" PRIx64
				  " of the field's 0x%" PRIx64 " are given",
				  reg->name, field->name, (given & mask) >> field->lsb,
				  mask >> field->lsb);
		else
			whole |= mask;
	}
	reader->convert->given[reg->index] = whole;
	reader->convert->values[reg->index] &= whole;
}

/* --- vcpu_features --- */

static bool take_features(struct reader *reader, size_t i, json_t *item)
{
	static const char *const keys[] = { "index", "bitmap", NULL };
	struct place bitmap = place_of("vcpu_features", i, "bitmap");
	json_t *index = json_object_get(item, "index");
	uint64_t given, value;
	const char *text;

	if (!is_modifier(reader, "vcpu_features", i, item, keys))
		return false;
	if (!json_is_integer(index) || json_integer_value(index) < 0 ||
	    json_integer_value(index) >= FIRECRACKER_FEATURE_WORDS)
		return REFUSE(reader, "%s: a whole number from 0 to %d is wanted",
			      place_of("vcpu_features", i, "index").text,
			      FIRECRACKER_FEATURE_WORDS - 1);
	if (!string_of(reader, bitmap, json_object_get(item, "bitmap"), &text) ||
	    !parse_bitmap(reader, bitmap, text, 32, &given, &value))
		return false;
	if (json_integer_value(index)) {
		if (given)
			LEAVE_OUT(reader,
				  "vcpu_features[%zu]: word %d: no vCPU feature of it has a key", i,
				  (int)json_integer_value(index));
		return true;
	}
	reader->features_given |= (uint32_t)given;
	reader->features = (reader->features & ~(uint32_t)given) | (uint32_t)value;
	return true;
}

/* What the bits of word 0 come to. Those of a feature that has several go together. */
static void decide_features(struct reader *reader)
{
	static const char *const names[] = {
		[0] = "KVM_ARM_VCPU_POWER_OFF",	   [1] = "KVM_ARM_VCPU_EL1_32BIT",
		[2] = "KVM_ARM_VCPU_PSCI_0_2",	   [7] = "KVM_ARM_VCPU_HAS_EL2",
		[8] = "KVM_ARM_VCPU_HAS_EL2_E2H0",
	};
	uint32_t keyed = 0, on, all;
	enum feature_wish *wish;

	for (size_t i = 0; i < ARRAY_SIZE(firecracker_features); i++) {
		all = firecracker_features[i].bits;
		on = reader->features & all;
		keyed |= all;
		wish = (enum feature_wish *)((char *)&reader->convert->wishes +
					     firecracker_features[i].wish);
		*wish = on == all ? FEATURE_ON : FEATURE_OFF;
		if (on && on != all)
			LEAVE_OUT(reader,
				  "vcpu_features: bits 0x%x: KVM takes 0x%x only together (%s)", on,
				  all, firecracker_features[i].key);
	}
	for (unsigned int bit = 0; bit < 32; bit++) {
		const char *name = bit < ARRAY_SIZE(names) && names[bit] ? names[bit] : "not known";

		/* Off is what every guest has, but of the two that Firecracker itself sets. */
		if (keyed & UINT32_C(1) << bit || !(reader->features_given & UINT32_C(1) << bit))
			continue;
		if (reader->features & UINT32_C(1) << bit || bit == 0 || bit == 2)
			LEAVE_OUT(reader,
				  "vcpu_features: bit %u (%s) = %u: profiles have no key for it",
				  bit, name, reader->features >> bit & 1);
	}
}

/* --- kvm_capabilities --- */

static bool take_capability(struct reader *reader, size_t i, const json_t *item)
{
	struct place place = place_of("kvm_capabilities", i, NULL);
	const char *text, *digits;
	bool known = false;

	if (!string_of(reader, place, item, &text))
		return false;
	digits = text + (*text == '!');
	if (!*digits || strlen(digits) > 9 || digits[strspn(digits, "0123456789")])
		return REFUSE(reader, "%s: \"%.40s\": a number is wanted, or ! and a number",
			      place.text, text);
	for (size_t n = 0; text == digits && n < ARRAY_SIZE(reader->capabilities); n++) {
		const struct firecracker_feature *feature = &firecracker_features[n / 2];

		if (feature->capabilities[n % 2] && !strcmp(digits, feature->capabilities[n % 2]))
			known = reader->capabilities[n] = true;
	}
	if (!known)
		LEAVE_OUT(reader, "%s: %s: profiles check no capabilities", place.text, text);
	return true;
}

/* "on" in a profile checks for a feature, so that the template's own check is in it. */
static void decide_capabilities(struct reader *reader)
{
	for (size_t n = 0; n < ARRAY_SIZE(reader->capabilities); n++) {
		const struct firecracker_feature *feature = &firecracker_features[n / 2];
		const enum feature_wish *wish =
			(const enum feature_wish *)((char *)&reader->convert->wishes +
						    feature->wish);

		if (reader->capabilities[n] && *wish != FEATURE_ON)
			LEAVE_OUT(reader,
				  "kvm_capabilities: %s: profiles check for %s only with %s = on",
				  feature->capabilities[n % 2], feature->key, feature->key);
	}
}

/* --- The template --- */

static bool take_list(struct reader *reader, const char *key, json_t *list)
{
	size_t i;
	json_t *item;
	bool good = true;

	if (!json_is_array(list))
		return REFUSE(reader, "%s: an array is wanted, this is %s", key, type_name(list));
	json_array_foreach(list, i, item)
	{
		if (!strcmp(key, "reg_modifiers"))
			good = take_register(reader, i, item);
		else if (!strcmp(key, "vcpu_features"))
			good = take_features(reader, i, item);
		else
			good = take_capability(reader, i, item);
		if (!good)
			return false;
	}
	return true;
}

static bool take_template(struct reader *reader, json_t *root)
{
	static const char *const lists[] = { "kvm_capabilities", "vcpu_features", "reg_modifiers",
					     NULL };
	const char *key;
	json_t *value;

	if (!json_is_object(root))
		return REFUSE(reader, "an object is wanted, this is %s", type_name(root));
	json_object_foreach(root, key, value)
	{
		if (!strcmp(key, "cpuid_modifiers") || !strcmp(key, "msr_modifiers"))
			LEAVE_OUT(reader, "%s: of x86 alone", key);
		else if (!is_one_of(key, lists))
			LEAVE_OUT(reader, "\"%.60s\": templates have no such key", key);
		else if (!take_list(reader, key, value))
			return false;
	}
	decide_features(reader);
	decide_capabilities(reader);
	for (size_t i = 0; i < idreg_count; i++)
		keep_whole_fields(reader, &idregs[i]);
	return true;
}

bool convert_from_firecracker(const char *name, const char *text, size_t bytes,
			      struct cpu_convert *convert, struct messages *left_out,
			      struct messages *messages)
{
	struct reader reader = {
		.name = name, .convert = convert, .left_out = left_out, .messages = messages
	};
	json_error_t error;
	json_t *root;
	bool good;

	/* What a template does not turn on is off. */
	*convert = (struct cpu_convert){ .wishes = {
						 .sve = FEATURE_OFF,
						 .pauth = FEATURE_OFF,
						 .pmu = FEATURE_OFF,
						 .mte = FEATURE_OFF,
						 .el2 = FEATURE_OFF,
					 } };
	if (bytes > CONVERT_TEXT_BYTES_MAX)
		return REFUSE(&reader, "larger than %d KiB: no template",
			      CONVERT_TEXT_BYTES_MAX / 1024);
	root = json_loadb(text, bytes, JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		messages_add(messages, MESSAGE_ERROR, "%s:%d:%d: no JSON: %s", name, error.line,
			     error.column, error.text);
		return false;
	}
	good = take_template(&reader, root);
	json_decref(root);
	return good;
}

// SPDX-License-Identifier: GPL-2.0-only
// Custom CPU templates of Firecracker's for aarch64, written.
#include <inttypes.h>

#include "lib/bits.h"
#include "lib/json.h"
#include "sysregs/check_field.h"
#include "sysregs/convert.h"
#include "sysregs/convert_firecracker.h"

#define REGISTER_BITS 64
#define FEATURE_BITS  7 /* as many as the highest feature with a key needs */

struct bitmap {
	char text[2 + REGISTER_BITS + 1];
};

static struct bitmap bitmap_of(uint64_t given, uint64_t value, unsigned int width)
{
	struct bitmap bitmap = { "0b" };

	for (unsigned int i = 0; i < width; i++) {
		uint64_t bit = UINT64_C(1) << (width - 1 - i);

		bitmap.text[2 + i] = !(given & bit) ? 'x' : value & bit ? '1' : '0';
	}
	return bitmap;
}

/* Why a template cannot set a register, or NULL. */
static const char *no_modifier(const struct idreg *reg)
{
	switch (reg->index) {
	case INDEX_MIDR:
	case INDEX_REVIDR:
	case INDEX_AIDR:
		return "KVM takes it only after KVM_CAP_ARM_WRITABLE_IMP_ID_REGS, which "
		       "Firecracker "
		       "does not turn on";
	case INDEX_MPIDR:
		return "Firecracker would write one value to all vCPUs, where each needs its own";
	default:
		return NULL;
	}
}

static json_t *modifier_of(const struct cpu_convert *convert, const struct idreg *reg)
{
	struct bitmap bitmap =
		bitmap_of(convert->given[reg->index], convert->values[reg->index], REGISTER_BITS);

	return json_pack("{s:o, s:s}", "addr", json_hex(firecracker_address(reg)), "bitmap",
			 bitmap.text);
}

/* NULL for want of memory. */
static json_t *registers_of(const struct cpu_convert *convert, struct messages *left_out)
{
	json_t *list = json_array();
	const struct idreg *reg;
	const char *reason;

	for (size_t i = 0; list && i < idreg_count; i++) {
		reg = &idregs[i];
		if (!convert->given[reg->index])
			continue;
		reason = no_modifier(reg);
		if (reason) {
			messages_add(left_out, MESSAGE_WARNING, "%s: %s", reg->name, reason);
		} else if (json_array_append_new(list, modifier_of(convert, reg)) < 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static void take_feature(const struct cpu_convert *convert,
			 const struct firecracker_feature *feature, json_t *capabilities,
			 uint32_t *on, struct messages *left_out)
{
	const enum feature_wish *wish =
		(const enum feature_wish *)((const char *)&convert->wishes + feature->wish);

	if (*wish == FEATURE_AUTO)
		messages_add(left_out, MESSAGE_WARNING,
			     "%s = auto: templates turn a feature on or leave it off: name one, or "
			     "add --host DUMP",
			     feature->key);
	if (*wish != FEATURE_ON)
		return;
	*on |= feature->bits;
	for (size_t i = 0; i < ARRAY_SIZE(feature->capabilities); i++) {
		if (feature->capabilities[i])
			json_array_append_new(capabilities, json_string(feature->capabilities[i]));
	}
}

static void leave_out_features(const struct cpu_feature_wishes *wishes, struct messages *left_out)
{
	if (wishes->sve_max_vl_bits && wishes->sve != FEATURE_OFF)
		messages_add(left_out, MESSAGE_WARNING,
			     "sve-max-vl = %u: Firecracker gives a guest all of the host's lengths",
			     wishes->sve_max_vl_bits);
	if (wishes->mte != FEATURE_OFF)
		messages_add(left_out, MESSAGE_WARNING,
			     "mte = %s: Firecracker does not give it to guests",
			     wishes->mte == FEATURE_ON ? "on" : "auto");
	if (wishes->el2 != FEATURE_OFF)
		messages_add(left_out, MESSAGE_WARNING,
			     "el2 = %s: Firecracker starts guests at EL1",
			     wishes->el2 == FEATURE_ON ? "on" : "auto");
}

/* Takes the reference to the list, and leaves an empty one out. */
static int set_list(json_t *root, const char *key, json_t *list)
{
	int result = list && !json_array_size(list) ? 0 : json_object_set(root, key, list);

	json_decref(list);
	return result;
}

bool convert_to_firecracker(const struct cpu_convert *convert, FILE *out, struct messages *left_out)
{
	json_t *root = json_object(), *capabilities = json_array(), *features = json_array();
	uint32_t on = 0;
	int result;

	for (size_t i = 0; i < ARRAY_SIZE(firecracker_features); i++)
		take_feature(convert, &firecracker_features[i], capabilities, &on, left_out);
	leave_out_features(&convert->wishes, left_out);
	if (on)
		json_array_append_new(features, json_pack("{s:i, s:s}", "index", 0, "bitmap",
							  bitmap_of(on, on, FEATURE_BITS).text));
	result = set_list(root, "kvm_capabilities", capabilities);
	result |= set_list(root, "vcpu_features", features);
	result |= set_list(root, "reg_modifiers", registers_of(convert, left_out));
	if (!result)
		result = json_dumpf(root, out, JSON_INDENT(2));
	json_decref(root);
	return !result && fputc('\n', out) != EOF;
}

// SPDX-License-Identifier: GPL-2.0-only
// Reads sysregs/idregs.def and refuses what is not sound in it.

#include "tools/idregs-gen-parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/bits.h"
#include "tools/idregs-gen-words.h"

/* Room for one more element, zeroed; NULL without memory. */
static void *append(void **array, size_t *count, size_t *capacity, size_t bytes)
{
	if (*count == *capacity) {
		size_t more = *capacity ? *capacity * 2 : 64;
		void *grown = realloc(*array, more * bytes);

		if (!grown)
			return NULL;
		*array = grown;
		*capacity = more;
	}
	return memset((char *)*array + (*count)++ * bytes, 0, bytes);
}

/* MSB or MSB:LSB, which must follow on the row before. */
static bool take_bits(struct parser *p, char *word, struct idregs_def_field *field)
{
	char *colon = strchr(word, ':');
	uint64_t msb, lsb;

	if (colon)
		*colon = '\0';
	if (!take_number(p, word, 63, &msb))
		return false;
	lsb = msb;
	if (colon && !take_number(p, colon + 1, 63, &lsb))
		return false;
	if (lsb > msb)
		return refuse(p, "bits %u:%u are the wrong way round", (unsigned int)msb,
			      (unsigned int)lsb);
	if ((int)msb > p->next_bit)
		return refuse(p, "bit %u overlaps the row before", (unsigned int)msb);
	if ((int)msb < p->next_bit)
		return refuse(p, "a gap: bits %d:%u have no row", p->next_bit,
			      (unsigned int)msb + 1);
	field->msb = (unsigned int)msb;
	field->lsb = (unsigned int)lsb;
	p->next_bit = (int)lsb - 1;
	return true;
}

static struct idregs_def_field *add_field(struct parser *p)
{
	struct idregs_def *def = p->def;
	struct idregs_def_field *field = append((void **)&def->fields, &def->field_count,
						&def->field_capacity, sizeof(*def->fields));

	if (!field) {
		refuse(p, "out of memory");
		return NULL;
	}
	p->reg->field_count++;
	field->first_code = def->code_count;
	return field;
}

static bool parse_reserved(struct parser *p, enum idreg_field_kind kind)
{
	struct idregs_def_field *field;

	if (p->word_count != 2)
		return refuse(p, "'%s' takes bits and nothing else", p->words[0]);
	field = add_field(p);
	if (!field)
		return false;
	field->kind = kind;
	return take_bits(p, p->words[1], field);
}

/* Which options the row has, of those whose value does not show it. */
struct options_seen {
	bool safe, lowest, user;
};

/* safe=, lowest=, alias=, feature=, user=: once each. */
static bool take_option(struct parser *p, struct idregs_def_field *field, char *word,
			struct options_seen *seen)
{
	uint64_t max = bits_low_mask(field->msb - field->lsb + 1);
	char *value = strchr(word, '=');

	if (!value)
		return refuse(p, "'%.40s' is no option of a field", word);
	*value++ = '\0';
	if (!strcmp(word, "safe") && !seen->safe) {
		seen->safe = true;
		return take_number(p, value, max, &field->safe_value);
	}
	if (!strcmp(word, "lowest") && !seen->lowest) {
		seen->lowest = true;
		return take_number(p, value, max, &field->lowest_value);
	}
	if (!strcmp(word, "alias") && !*field->alias)
		return take_name(p, field->alias, value);
	if (!strcmp(word, "feature") && !*field->feature)
		return take_feature(p, field->feature, value);
	if (!strcmp(word, "user") && !seen->user) {
		seen->user = true;
		return take_user(p, value, &field->user);
	}
	return refuse(p, "option '%.40s=' is unknown or there twice", word);
}

static bool names_clash(const struct idregs_def_field *a, const struct idregs_def_field *b)
{
	if (!*a->name || !*b->name)
		return false;
	return !strcasecmp(a->name, b->name) || !strcasecmp(a->alias, b->name) ||
	       !strcasecmp(a->name, b->alias) || (*a->alias && !strcasecmp(a->alias, b->alias));
}

bool idregs_def_is_aarch32(const struct idregs_def_register *reg)
{
	return reg->op1 == 0 && reg->crm >= 1 && reg->crm <= 3;
}

static bool parse_field(struct parser *p)
{
	struct idregs_def_field *field;
	struct options_seen seen = { false, false, false };
	bool wants_safe;

	if (p->word_count < 5)
		return refuse(p, "a field has bits, a name, a sign and a safe-value rule");
	field = add_field(p);
	if (!field)
		return false;
	field->kind = IDREG_FIELD;
	if (!take_bits(p, p->words[1], field) || !take_name(p, field->name, p->words[2]) ||
	    !take_sign(p, p->words[3], &field->sign) || !take_rule(p, p->words[4], &field->safe))
		return false;
	for (size_t i = 5; i < p->word_count; i++) {
		if (!take_option(p, field, p->words[i], &seen))
			return false;
	}
	if (!strcasecmp(field->name, field->alias))
		return refuse(p, "%s: the alias is the name", field->name);
	wants_safe = field->safe != IDREG_SAFE_NONE && field->safe != IDREG_SAFE_ANY;
	if (seen.safe != wants_safe)
		return refuse(p, "%s: rule '%s' %s a safe value", field->name, p->words[4],
			      wants_safe ? "needs" : "does not have");
	if (seen.lowest && field->safe != IDREG_SAFE_LOWER)
		return refuse(p, "%s: lowest= goes with rule 'lower' only", field->name);
	if (!seen.lowest)
		field->lowest_value = field->safe_value;
	for (size_t i = p->reg->first_field; i + 1 < p->def->field_count; i++) {
		if (names_clash(&p->def->fields[i], field))
			return refuse(p, "%s.%s is there twice", p->reg->name, field->name);
	}
	if (!seen.user)
		return refuse(p, "%s: user= is missing: who needs the field", field->name);
	if (idregs_def_is_aarch32(p->reg) && field->user != IDREG_USER_AARCH32)
		return refuse(p, "%s: a view for AArch32 has user=aarch32", field->name);
	return true;
}

static struct idregs_def_field *current_field(struct parser *p)
{
	struct idregs_def_field *field;

	if (!p->reg || !p->reg->field_count)
		return NULL;
	field = &p->def->fields[p->def->field_count - 1];
	return field->kind == IDREG_FIELD ? field : NULL;
}

static bool codes_clash(const struct idregs_def_code *a, const struct idregs_def_code *b)
{
	return !strcasecmp(a->name, b->name) || !strcasecmp(a->feature, b->name) ||
	       !strcasecmp(a->name, b->feature) ||
	       (*a->feature && !strcasecmp(a->feature, b->feature));
}

static bool parse_code(struct parser *p)
{
	struct idregs_def *def = p->def;
	struct idregs_def_field *field = current_field(p);
	struct idregs_def_code *code;

	if (!field)
		return refuse(p, "a code without a field above it");
	if (p->word_count != 3 && p->word_count != 4)
		return refuse(p, "a code has a value, a name and perhaps a FEAT_ name");
	code = append((void **)&def->codes, &def->code_count, &def->code_capacity, sizeof(*code));
	if (!code)
		return refuse(p, "out of memory");
	if (!take_code_value(p, p->words[1], field->msb - field->lsb + 1, &code->value) ||
	    !take_name(p, code->name, p->words[2]))
		return false;
	if (p->word_count == 4 && !take_feature(p, code->feature, p->words[3]))
		return false;
	for (size_t i = 0; i < field->code_count; i++) {
		const struct idregs_def_code *before = &def->codes[field->first_code + i];

		if (before->value == code->value || codes_clash(before, code))
			return refuse(p, "%s.%s: code %s is there twice", p->reg->name, field->name,
				      code->name);
		if (before->value > code->value)
			return refuse(p, "%s.%s: code %s is out of order", p->reg->name,
				      field->name, code->name);
	}
	field->code_count++;
	return true;
}

static bool parse_note(struct parser *p)
{
	struct idregs_def_field *field = current_field(p);
	size_t length = strlen(p->rest);

	if (!field)
		return refuse(p, "a note without a field above it");
	if (!length || *field->note)
		return refuse(p, "a field has one note, which is not empty");
	if (length > IDREGS_NOTE_MAX)
		return refuse(p, "a note has at most %d characters", IDREGS_NOTE_MAX);
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)p->rest[i] >= 0x7f)
			return refuse(p, "a note is plain ASCII");
	}
	memcpy(field->note, p->rest, length + 1);
	return true;
}

/* Length without _EL1 or _EL0, which names may be given without. */
static size_t stem_length(const char *name)
{
	size_t length = strlen(name);

	if (length > 4 &&
	    (!strcasecmp(name + length - 4, "_EL1") || !strcasecmp(name + length - 4, "_EL0")))
		return length - 4;
	return length;
}

static bool register_clashes(struct parser *p, const struct idregs_def_register *reg)
{
	size_t length = stem_length(reg->name);

	for (size_t i = 0; i + 1 < p->def->register_count; i++) {
		const struct idregs_def_register *before = &p->def->registers[i];

		if (stem_length(before->name) == length &&
		    !strncasecmp(before->name, reg->name, length))
			return true;
		if (idreg_index(before->op1, before->crm, before->op2) ==
		    idreg_index(reg->op1, reg->crm, reg->op2))
			return true;
	}
	return false;
}

static bool parse_register(struct parser *p)
{
	struct idregs_def *def = p->def;
	struct idregs_def_register *reg;
	uint64_t encoding[5];

	if (p->reg)
		return refuse(p, "%s has no end before this register", p->reg->name);
	if (p->word_count < 7)
		return refuse(p, "a register has a name and op0 op1 CRn CRm op2");
	reg = append((void **)&def->registers, &def->register_count, &def->register_capacity,
		     sizeof(*reg));
	if (!reg)
		return refuse(p, "out of memory");
	p->reg = reg;
	p->next_bit = 63;
	reg->first_field = def->field_count;
	if (!take_name(p, reg->name, p->words[1]))
		return false;
	for (size_t i = 0; i < 5; i++) {
		if (!take_number(p, p->words[2 + i], 15, &encoding[i]))
			return false;
	}
	if (encoding[0] != 3 || encoding[1] == 2 || encoding[1] > 3 || encoding[2] ||
	    encoding[3] > 7 || encoding[4] > 7)
		return refuse(p, "%s is outside of the ID registers' encodings", reg->name);
	reg->op0 = (unsigned int)encoding[0];
	reg->op1 = (unsigned int)encoding[1];
	reg->crn = (unsigned int)encoding[2];
	reg->crm = (unsigned int)encoding[3];
	reg->op2 = (unsigned int)encoding[4];
	for (size_t i = 7; i < p->word_count; i++) {
		if (strcmp(p->words[i], "per-vcpu") || reg->per_vcpu)
			return refuse(p, "'%.40s' is no property of a register", p->words[i]);
		reg->per_vcpu = true;
	}
	if (register_clashes(p, reg))
		return refuse(p, "%s or its encoding is there twice", reg->name);
	return true;
}

static bool is_code(const struct idregs_def *def, const struct idregs_def_field *field,
		    uint64_t value)
{
	for (size_t i = 0; i < field->code_count; i++) {
		if (def->codes[field->first_code + i].value == value)
			return true;
	}
	return false;
}

static bool parse_end(struct parser *p)
{
	struct idregs_def_register *reg = p->reg;

	if (p->word_count != 1)
		return refuse(p, "nothing follows 'end'");
	if (p->next_bit >= 0)
		return refuse(p, "%s ends with a gap: bits %d:0 have no row", reg->name,
			      p->next_bit);
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idregs_def_field *field = &p->def->fields[reg->first_field + i];
		bool has_safe = field->safe != IDREG_SAFE_NONE && field->safe != IDREG_SAFE_ANY;

		if (!field->code_count)
			continue;
		if (has_safe && !is_code(p->def, field, field->safe_value))
			return refuse(p, "%s.%s: the safe value %llu is no code", reg->name,
				      field->name, (unsigned long long)field->safe_value);
		if (has_safe && !is_code(p->def, field, field->lowest_value))
			return refuse(p, "%s.%s: the lowest value %llu is no code", reg->name,
				      field->name, (unsigned long long)field->lowest_value);
		if (*field->feature)
			return refuse(p, "%s.%s: a field with codes has its features there",
				      reg->name, field->name);
	}
	p->reg = NULL;
	return true;
}

static bool parse_words(struct parser *p)
{
	const char *word = p->words[0];

	if (!strcmp(word, "register"))
		return parse_register(p);
	if (!p->reg)
		return refuse(p, "'%.40s' outside of a register", word);
	if (!strcmp(word, "field"))
		return parse_field(p);
	if (!strcmp(word, "code"))
		return parse_code(p);
	if (!strcmp(word, "note"))
		return parse_note(p);
	if (!strcmp(word, "res0"))
		return parse_reserved(p, IDREG_RES0);
	if (!strcmp(word, "res1"))
		return parse_reserved(p, IDREG_RES1);
	if (!strcmp(word, "raz"))
		return parse_reserved(p, IDREG_RAZ);
	if (!strcmp(word, "unknown"))
		return parse_reserved(p, IDREG_UNKNOWN);
	if (!strcmp(word, "end"))
		return parse_end(p);
	return refuse(p, "unknown word '%.40s'", word);
}

/* `line` is changed: its words end where they end. `copy` keeps it as it was. */
static bool parse_line(struct parser *p, char *line, char *copy, size_t length)
{
	char *at = line, *word;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)line[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return refuse(p, "a control character");
	}
	p->word_count = 0;
	while ((word = strsep(&at, " \t"))) {
		if (!*word)
			continue;
		if (!p->word_count && *word == '#')
			return true;
		if (!p->word_count)
			p->rest = copy + (word - line) + strlen(word);
		/* A note is prose; only its beginning is words. */
		if (p->word_count == 1 && !strcmp(p->words[0], "note"))
			break;
		if (p->word_count == WORDS_MAX)
			return refuse(p, "too many words");
		p->words[p->word_count++] = word;
	}
	if (!p->word_count)
		return true;
	p->rest += strspn(p->rest, " \t");
	return parse_words(p);
}

static bool parse_text(struct parser *p, const char *text, size_t bytes)
{
	char line[LINE_MAX_BYTES + 1], copy[LINE_MAX_BYTES + 1];

	while (bytes) {
		const char *newline = memchr(text, '\n', bytes);
		size_t length = newline ? (size_t)(newline - text) : bytes;
		size_t step = newline ? length + 1 : length;

		p->line++;
		if (length > LINE_MAX_BYTES)
			return refuse(p, "a line has at most %d bytes", LINE_MAX_BYTES);
		memcpy(line, text, length);
		line[length] = '\0';
		memcpy(copy, line, length + 1);
		if (memchr(line, '\0', length))
			return refuse(p, "a NUL byte");
		if (*line != '#' && !parse_line(p, line, copy, length))
			return false;
		text += step;
		bytes -= step;
	}
	if (p->reg)
		return refuse(p, "%s has no end", p->reg->name);
	if (!p->def->register_count)
		return refuse(p, "no register in it");
	return true;
}

static int compare_registers(const void *a, const void *b)
{
	const struct idregs_def_register *left = a, *right = b;

	return (int)idreg_index(left->op1, left->crm, left->op2) -
	       (int)idreg_index(right->op1, right->crm, right->op2);
}

bool idregs_def_parse(const char *text, size_t bytes, struct idregs_def *def,
		      struct idregs_def_error *error)
{
	struct parser p = { .def = def, .error = error };

	memset(def, 0, sizeof(*def));
	memset(error, 0, sizeof(*error));
	if (!parse_text(&p, text, bytes)) {
		idregs_def_fini(def);
		return false;
	}
	qsort(def->registers, def->register_count, sizeof(*def->registers), compare_registers);
	return true;
}

void idregs_def_fini(struct idregs_def *def)
{
	free(def->registers);
	free(def->fields);
	free(def->codes);
	memset(def, 0, sizeof(*def));
}

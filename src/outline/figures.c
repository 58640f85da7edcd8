#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "outline/figures.h"

enum { UNIT_BYTES = 20, SUBJECT_BYTES = 20 };

/* A node of either tree. */
struct known {
    struct text name;         /* a key, or what two blanks have to share to be one figure */
    size_t figure;
    unsigned next;            /* suffix that may still be free behind this key */
};

static int by_name(const void *a, const void *b)
{
    return text_view_compare(text_view(&((const struct known *)a)->name), text_view(&((const struct known *)b)->name));
}

static struct known *find(void **tree, struct text_view name)
{
    const struct known wanted = {.name = {.bytes = (char *)name.bytes, .len = name.len}};
    struct known **found = tfind(&wanted, tree, by_name);
    return found ? *found : NULL;
}

static struct known *remember(void **tree, struct text_view name, size_t figure)
{
    struct known *new = mem_alloc(sizeof *new);
    *new = (struct known){.name = text_copy(name), .figure = figure, .next = 2};
    struct known **at = tsearch(new, tree, by_name);
    return at ? *at : NULL;
}

static void forget(void *known)
{
    text_free(&((struct known *)known)->name);
    free(known);
}

void figures_free(struct figures *f)
{
    tdestroy(f->by_key, forget);
    tdestroy(f->by_meaning, forget);
    soan_blanks_free(&f->blanks);
    text_free(&f->source);
    text_free(&f->meaning);
    text_free(&f->key);
    *f = (struct figures){0};
}

/* ---- a key of its own ------------------------------------------------------------ */

static void join(struct text *out, struct text_view a, struct text_view b)
{
    text_clear(out);
    text_append(out, a);
    text_append_char(out, '_');
    text_append(out, b);
}

/* Tries words of more and more context, then counts. True if the subject was needed. */
static bool free_key(struct figures *f, const struct soan_blank *b)
{
    struct text_view key = text_view(&b->key);
    struct text more = {0};
    struct known *taken = find(&f->by_key, key);
    text_clear(&f->key);
    text_append(&f->key, key);
    if (!taken)
        return false;
    const struct soan_outline_figure *other = &f->outline->figure[taken->figure];
    bool same_sort = other->kind == b->kind && text_view_equal(text_view(&other->unit), text_view(&b->unit));
    bool subject = same_sort && b->subject.len > 0;
    struct text_view words = subject ? text_view(&b->subject) : text_view(&b->unit);
    if (!subject && text_view_starts(words, TEXT_LIT("%")))
        words = TEXT_LIT("phần trăm");
    viet_ascii_key(words, subject ? SUBJECT_BYTES : UNIT_BYTES, &more);
    if (more.len && !(subject && text_view_starts(key, text_view(&more)))) {
        join(&f->key, subject ? text_view(&more) : key, subject ? key : text_view(&more));
        if (soan_key_valid(text_view(&f->key)) && !find(&f->by_key, text_view(&f->key))) {
            text_free(&more);
            return subject;
        }
    }
    text_free(&more);
    do {
        text_clear(&f->key);
        text_append(&f->key, key);
        text_printf(&f->key, "_%u", taken->next++);
    } while (find(&f->by_key, text_view(&f->key)));
    return false;
}

static void flatten(struct text *t, size_t from)
{
    for (size_t p = from; p < t->len; p++) {
        if (t->bytes[p] == '\n')
            t->bytes[p] = ' ';
    }
}

static size_t add_figure(struct figures *f, const struct soan_blank *b, struct text_view spelled)
{
    struct soan_outline *o = f->outline;
    bool subject = free_key(f, b);
    void *figure = o->figure;
    mem_grow(&figure, &o->figure_cap, o->figures + 1, sizeof *o->figure);
    o->figure = figure;
    struct soan_outline_figure *new = &o->figure[o->figures];
    *new = (struct soan_outline_figure){.kind = b->kind};
    text_append(&new->key, text_view(&f->key));
    if (subject && !text_view_starts(text_view(&b->label), text_view(&b->subject))) {
        text_append(&new->label, text_view(&b->subject));
        text_append_str(&new->label, ": ");
    }
    text_append(&new->label, text_view(&b->label));
    flatten(&new->label, 0);
    text_append(&new->unit, text_view(&b->unit));
    text_append(&new->blank, spelled);
    remember(&f->by_key, text_view(&new->key), o->figures);
    return o->figures++;
}

static size_t figure_for(struct figures *f, const struct soan_blank *b, struct text_view spelled)
{
    if (b->same.len == 0)
        return add_figure(f, b, spelled);
    text_clear(&f->meaning);
    bool number = b->kind == SOAN_KIND_NUMBER || b->kind == SOAN_KIND_RATIO;
    text_printf(&f->meaning, "%d\n%zu\n%s\n", (int)b->kind, number ? f->chapter : 0, text_str(&b->unit));
    size_t same = f->meaning.len;
    text_append(&f->meaning, text_view(&b->same));
    flatten(&f->meaning, same);
    struct known *known = find(&f->by_meaning, text_view(&f->meaning));
    if (known)
        return known->figure;
    size_t figure = add_figure(f, b, spelled);
    remember(&f->by_meaning, text_view(&f->meaning), figure);
    return figure;
}

/* ---- text -------------------------------------------------------------------------- */

static void count(struct soan_outline *o, const struct soan_blank *b)
{
    o->marks += b->marks;
    if (b->what == SOAN_BLANK_VALUE)
        o->marks_by_kind[b->kind] += b->marks;
    else if (b->what == SOAN_BLANK_GAP)
        o->gaps += b->marks;
    else
        o->etcs += b->marks;
}

static void append_source(struct figures *f, struct text_view plain, struct text *out)
{
    struct mark m;
    bool braces = plain.len && (memchr(plain.bytes, '{', plain.len) || memchr(plain.bytes, '}', plain.len));
    if (!mark_next(plain, 0, &m)) {
        if (braces)
            soan_source_escape(plain, out);
        else
            text_append(out, plain);
        return;
    }
    if (braces) {
        text_clear(&f->source);
        soan_source_escape(plain, &f->source);
        plain = text_view(&f->source);
    }
    soan_blanks_find(plain, &f->blanks);
    size_t done = 0;
    for (size_t k = 0; k < f->blanks.n; k++) {
        const struct soan_blank *b = &f->blanks.item[k];
        count(f->outline, b);
        if (b->what != SOAN_BLANK_VALUE)
            continue;
        size_t index = figure_for(f, b, text_view_part(plain, b->from, b->to));
        struct soan_outline_figure *figure = &f->outline->figure[index];
        figure->places++;
        text_append(out, text_view_part(plain, done, b->from));
        text_append_char(out, '{');
        text_append(out, text_view(&figure->key));
        text_append_char(out, '}');
        done = b->to;
    }
    text_append(out, text_view_part(plain, done, plain.len));
}

void figures_source(struct figures *f, struct text_view plain, struct text *out)
{
    size_t from = out->len;
    append_source(f, plain, out);
    flatten(out, from);
}

#include <stdlib.h>
#include <string.h>

#include "report/private.h"

struct searching {
    struct soan_report *r;
    struct viet_pattern *pattern;
    soan_hit_fn *each;
    void *arg;
    struct text body;
    struct error *e;
    bool failed;
};

static struct text_view line_at(struct text_view v, size_t pos)
{
    const char *start = pos ? memrchr(v.bytes, '\n', pos) : NULL;
    size_t from = start ? (size_t)(start - v.bytes) + 1 : 0;
    size_t to = text_view_find(v, TEXT_LIT("\n"), pos);
    return text_view_part(v, from, to);
}

static bool hits_in(struct searching *s, int64_t section, struct text_view v, bool in_title)
{
    size_t from = 0, start, end;
    while (viet_pattern_find(s->pattern, v, from, &start, &end) && end > start) {
        struct soan_hit hit = {section, in_title, start, end, in_title ? v : line_at(v, start)};
        if (!s->each(&hit, s->arg))
            return false;
        from = end;
    }
    return true;
}

static bool in_section(const struct soan_section *section, void *arg)
{
    struct searching *s = arg;
    if (!hits_in(s, section->id, text_view(&section->title), true))
        return false;
    if (section->bytes == 0)
        return true;
    s->failed = !section_body(s->r, section->id, &s->body, s->e);
    return !s->failed && hits_in(s, section->id, text_view(&s->body), false);
}

bool soan_search(struct soan_report *r, struct text_view words, soan_hit_fn *each, void *arg, struct error *e)
{
    if (text_view_trim(words).len == 0)
        return error_set(e, SOAN_USAGE, _("%s: nothing to search for; give a word"), r->path);
    struct searching s = {.r = r, .pattern = viet_pattern_new(words), .each = each, .arg = arg, .e = e};
    bool ok = soan_section_walk(r, 0, in_section, &s, e) && !s.failed;
    viet_pattern_free(&s.pattern);
    text_free(&s.body);
    return ok;
}

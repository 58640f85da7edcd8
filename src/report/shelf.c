/* The reports of a directory: looked at without entering them, so that looking leaves nothing behind. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "report/private.h"

static void item_free(struct soan_shelf_item *i)
{
    text_free(&i->file);
    text_free(&i->title);
    text_free(&i->by);
    text_free(&i->here);
    text_free(&i->problem);
}

void soan_shelf_free(struct soan_shelf *s)
{
    for (size_t i = 0; i < s->n; i++)
        item_free(&s->item[i]);
    mem_free(&s->item);
    s->n = s->cap = 0;
}

/* ---- one report ---- */

static bool add_name(const struct soan_presence *p, void *arg)
{
    struct text *here = arg;
    text_printf(here, "%s%.*s", here->len ? ", " : "", (int)p->member.len, p->member.bytes);
    return true;
}

static bool look(struct soan_report *r, struct soan_shelf_item *out, struct error *e)
{
    struct query q = query(r, "SELECT value FROM meta WHERE name = 'title'");
    if (query_row(&q))
        text_clean_line(query_text(&q, 0), &out->title, NULL);
    if (!query_end(&q, e))
        return false;
    q = query(r, "SELECT j.at, m.name FROM journal j JOIN member m ON m.id = j.member WHERE j.kind <> 'member'"
                 " ORDER BY j.id DESC LIMIT 1");
    if (query_row(&q)) {
        out->at = query_get(&q, 0);
        text_clean_line(query_text(&q, 1), &out->by, NULL);
    }
    if (!query_end(&q, e))
        return false;
    struct text here = {0};
    if (soan_presence_each(r, add_name, &here, NULL)) /* older versions know of no sessions */
        text_clean_line(text_view(&here), &out->here, NULL);
    text_free(&here);
    return true;
}

static void look_at(const char *path, struct soan_shelf_item *out)
{
    struct soan_report r = {0};
    struct error e = {0};
    if (!connection_look(&r, path, &e) || !look(&r, out, &e))
        text_append(&out->problem, text_view(&e.message));
    error_free(&e);
    connection_look_away(&r);
}

static void add_stamp(const char *path, struct text *out)
{
    struct stat st = {0};
    if (stat(path, &st) == 0)
        text_printf(out, "%llx %llx %lld %lld.%ld ", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino,
                    (long long)st.st_size, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

/* Differs after every change. */
static uint64_t stamp_of(const char *path)
{
    struct text t = {0}, wal = {0};
    uint64_t hash = 0xCBF29CE484222325; /* FNV-1a */
    text_printf(&wal, "%s-wal", path);
    add_stamp(path, &t);
    add_stamp(text_str(&wal), &t);
    for (size_t i = 0; i < t.len; i++)
        hash = (hash ^ (unsigned char)t.bytes[i]) * 0x100000001B3;
    text_free(&t);
    text_free(&wal);
    return hash;
}

/* ---- all of them ---- */

static int by_file(const void *a, const void *b)
{
    const struct soan_shelf_item *p = a, *q = b;
    return text_view_compare(text_view(&p->file), text_view(&q->file));
}

static bool is_report(const char *dir, const char *name)
{
    struct text path = {0};
    struct stat st;
    if (name[0] == '.' || !text_view_ends(text_view_of(name), TEXT_LIT(".soan")) ||
        !text_view_harmless(text_view_of(name)))
        return false;
    text_printf(&path, "%s/%s", dir, name);
    bool is = lstat(text_str(&path), &st) == 0 && S_ISREG(st.st_mode);
    text_free(&path);
    return is;
}

static bool read_names(const char *path, struct soan_shelf *out, struct error *e)
{
    DIR *dir = opendir(path);
    if (!dir)
        return error_set(e, SOAN_NO_INPUT, _("%s: cannot be read: %s; name a directory of reports"), path, strerror(errno));
    for (struct dirent *d; (d = readdir(dir));) {
        if (!is_report(path, d->d_name))
            continue;
        mem_grow((void **)&out->item, &out->cap, out->n + 1, sizeof *out->item);
        out->item[out->n++] = (struct soan_shelf_item){.file = text_copy(text_view_of(d->d_name))};
    }
    closedir(dir);
    if (out->n)
        qsort(out->item, out->n, sizeof *out->item, by_file);
    return true;
}

/* Takes over from `old` what is known of the same file; both are sorted. False if there is nothing. */
static bool take_known(struct soan_shelf *old, size_t *at, struct soan_shelf_item *i)
{
    while (*at < old->n && by_file(&old->item[*at], i) < 0)
        ++*at;
    struct soan_shelf_item *known = *at < old->n ? &old->item[*at] : NULL;
    /* A process that died wrote nothing. */
    if (!known || by_file(known, i) != 0 || known->stamp != i->stamp || known->here.len)
        return false;
    item_free(i);
    *i = *known;
    *known = (struct soan_shelf_item){.file = text_copy(text_view(&i->file))};
    return true;
}

bool soan_shelf_read(const char *dir, struct soan_shelf *s, bool *changed, struct error *e)
{
    struct soan_shelf now = {0};
    size_t at = 0;
    if (confined() && strcmp(dir, ".") != 0)
        return error_set(e, SOAN_NOT_PERMITTED, _("%s: only the reports of this directory are listed here"), dir);
    if (!read_names(dir, &now, e))
        return false;
    *changed = now.n != s->n;
    for (size_t i = 0; i < now.n; i++) {
        struct text path = {0};
        text_printf(&path, "%s/%s", dir, text_str(&now.item[i].file));
        now.item[i].stamp = stamp_of(text_str(&path));
        if (!take_known(s, &at, &now.item[i])) {
            look_at(text_str(&path), &now.item[i]);
            *changed = true;
        }
        text_free(&path);
    }
    soan_shelf_free(s);
    *s = now;
    return true;
}

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "help.h"

static char directory[] = "/tmp/soan-test-XXXXXX";
static pid_t maker;

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

static void remove_directory(void)
{
    if (getpid() == maker)
        nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *help_directory(void)
{
    if (!maker) {
        maker = getpid();
        if (!mkdtemp(directory))
            abort();
        atexit(remove_directory);
    }
    return directory;
}

const char *help_path(const char *name)
{
    static char path[4][300];
    static unsigned turn;
    char *p = path[turn++ % 4];
    snprintf(p, sizeof path[0], "%s/%s", help_directory(), name);
    return p;
}

void help_outline(struct soan_outline *o, const struct help_node *node, size_t n)
{
    size_t above[32];
    *o = (struct soan_outline){.node = mem_array(n, sizeof *o->node), .n = n, .cap = n};
    for (size_t i = 0; i < n; i++) {
        struct soan_outline_node *to = &o->node[i];
        to->depth = node[i].depth;
        to->parent = to->depth == 1 ? SIZE_MAX : above[to->depth - 1];
        above[to->depth] = i;
        if (node[i].marker[0])
            assert_true(soan_marker_parse(text_view_of(node[i].marker), &to->marker));
        to->title = text_copy(text_view_of(node[i].title));
        to->body = text_copy(text_view_of(node[i].body));
    }
}

void help_figure(struct soan_outline *o, const char *key, enum soan_kind kind, const char *unit)
{
    mem_grow((void **)&o->figure, &o->figure_cap, o->figures + 1, sizeof *o->figure);
    o->figure[o->figures++] = (struct soan_outline_figure){
        .key = text_copy(text_view_of(key)), .label = text_copy(text_view_of(key)), .kind = kind,
        .unit = text_copy(text_view_of(unit)), .blank = text_copy(TEXT_LIT("…")),
    };
}

void help_outline_free(struct soan_outline *o)
{
    for (size_t i = 0; i < o->n; i++) {
        soan_marker_free(&o->node[i].marker);
        text_free(&o->node[i].title);
        text_free(&o->node[i].body);
    }
    for (size_t i = 0; i < o->figures; i++) {
        text_free(&o->figure[i].key);
        text_free(&o->figure[i].label);
        text_free(&o->figure[i].unit);
        text_free(&o->figure[i].blank);
    }
    free(o->node);
    free(o->figure);
    *o = (struct soan_outline){0};
}

static const struct help_node sample[] = {
    {1, "Phần thứ nhất", "ĐÁNH GIÁ", "Phường {ten} mở đầu."},               /* #1 */
    {2, "I.", "THÀNH QUẢ", ""},                                            /* #2 */
    {3, "1.", "Lãnh đạo", "Mở bài."},                                      /* #3 */
    {4, "1.1.", "Kinh tế", "Thu ngân sách {thu} tỷ đồng.\nPhường {ten} tăng trưởng."}, /* #4 */
    {4, "1.2.", "Văn hóa", ""},                                            /* #5 */
    {3, "2.", "Chính trị", "Một hai ba bốn năm."},                         /* #6 */
    {2, "II.", "HẠN CHẾ", "{thu} và {thu}"},                               /* #7 */
    {1, "Phần thứ hai", "PHƯƠNG HƯỚNG", ""},                               /* #8 */
    {2, "I.", "MỤC TIÊU", "Đến năm 2030."},                                /* #9 */
};

static void on_write(struct soan_report *r, void *arg)
{
    (void)arg;
    help_verified(r);
}

struct soan_report *help_open(const char *name, const char *member)
{
    struct soan_report *r = NULL;
    help_ok(soan_report_open(help_path(name), member, &r, e));
    r->after_write = on_write;
    /* What is tested here survives a fallen program, not a fallen machine. */
    assert_int_equal(sqlite3_exec(r->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
    return r;
}

struct soan_report *help_report(const char *name)
{
    struct soan_outline o;
    help_outline(&o, sample, SOAN_ARRAY_LEN(sample));
    help_figure(&o, "ten", SOAN_KIND_NAME, "");
    help_figure(&o, "thu", SOAN_KIND_NUMBER, "tỷ đồng");
    unlink(help_path(name));
    help_ok(soan_report_create(help_path(name), &o, TEXT_LIT("Báo cáo"), "lan", e));
    help_outline_free(&o);
    struct soan_report *r = help_open(name, "lan");
    help_verified(r);
    return r;
}

static void problem(const char *line, void *arg)
{
    (void)arg;
    print_error("# %s\n", line);
}

void help_verified(struct soan_report *r)
{
    size_t problems = 0;
    help_ok(soan_report_verify(r, problem, NULL, &problems, e));
    assert_int_equal(problems, 0);
}

void help_close(struct soan_report *r)
{
    help_verified(r);
    soan_report_close(&r);
}

int64_t help_find(struct soan_report *r, const char *path)
{
    int64_t id = 0;
    help_ok(soan_section_find(r, path, &id, e));
    return id;
}

void help_text_is(struct soan_report *r, int64_t id, const char *text)
{
    struct text t = {0};
    help_ok(soan_section_text(r, id, &t, NULL, e));
    assert_string_equal(text_str(&t), text);
    text_free(&t);
}

int64_t help_rev(struct soan_report *r, int64_t id)
{
    struct text t = {0};
    int64_t rev = 0;
    help_ok(soan_section_text(r, id, &t, &rev, e));
    text_free(&t);
    return rev;
}

static bool line(const struct soan_section *s, void *arg)
{
    struct text *out = arg;
    for (unsigned i = 1; i < s->depth; i++)
        text_append_str(out, "  ");
    text_append(out, text_view(&s->marker.shown));
    text_append_str(out, s->marker.shown.len ? " " : "");
    text_append(out, text_view(&s->title));
    text_append_char(out, '\n');
    return true;
}

void help_outline_is(struct soan_report *r, const char *expected)
{
    struct text out = {0};
    help_ok(soan_section_walk(r, 0, line, &out, e));
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

void help_edit(struct soan_report *r, int64_t id, const char *removed, const char *inserted, uint64_t group)
{
    struct text t = {0};
    struct text_changes c = {0};
    struct soan_written w = {0};
    int64_t rev = 0;
    help_ok(soan_section_text(r, id, &t, &rev, e));
    size_t pos = text_view_find(text_view(&t), text_view_of(removed), 0);
    assert_int_not_equal(pos, SIZE_MAX);
    text_changes_add(&c, pos, text_view_of(removed), text_view_of(inserted), group);
    help_ok(soan_section_edit(r, id, rev, &c, pos, &w, e));
    soan_written_free(&w);
    text_changes_free(&c);
    text_free(&t);
}

static const struct help_node one[] = {{1, "I.", "Một", "Chữ của mục {thu} một."}};

bool help_create(const char *path, struct error *e)
{
    struct soan_outline o;
    help_outline(&o, one, 1);
    help_figure(&o, "thu", SOAN_KIND_NUMBER, "");
    bool ok = soan_report_create(path, &o, TEXT_LIT("T"), "lan", e);
    help_outline_free(&o);
    return ok;
}

void help_write_file(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

size_t help_files_in(const char *name)
{
    DIR *d = opendir(name);
    size_t n = 0;
    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

void help_sql(const char *name, const char *text)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(help_path(name), &db), SQLITE_OK);
    char *message = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", text, message);
    sqlite3_close(db);
}

void help_expect(bool ok)
{
    if (!ok)
        _exit(1);
}

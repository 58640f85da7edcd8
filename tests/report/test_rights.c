/* Who may do what: every kind of write by every role, and roles that change while their bearers have the report open. */
#include <stdio.h>
#include <string.h>

#include "help.h"

static struct text_view lit(const char *s) { return text_view_of(s); }

static bool write_text(struct soan_report *r, struct error *e)
{
    struct soan_written w = {0};
    bool ok = soan_section_write(r, 6, 0, lit(r->member_id % 2 ? "Một." : "Hai."), &w, e);
    soan_written_free(&w);
    return ok;
}

static bool edit_text(struct soan_report *r, struct error *e)
{
    struct soan_written w = {0};
    struct text_changes c = {0};
    int64_t rev = 0;
    struct text body = {0};
    bool ok = soan_section_text(r, 6, &body, &rev, e);
    text_changes_add(&c, 0, TEXT_LIT(""), TEXT_LIT("x"), 1);
    ok = ok && soan_section_edit(r, 6, rev, &c, 0, &w, e);
    text_changes_free(&c);
    text_free(&body);
    soan_written_free(&w);
    return ok;
}

static bool undo_text(struct soan_report *r, struct error *e)
{
    struct soan_written w = {0};
    struct text_changes done = {0};
    bool ok = soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e);
    text_changes_free(&done);
    soan_written_free(&w);
    return ok;
}

static bool checkpoint(struct soan_report *r, struct error *e) { return soan_checkpoint(r, 6, lit("mốc"), e); }

static bool add_section(struct soan_report *r, struct error *e)
{
    int64_t id;
    return soan_section_add(r, (struct soan_place){0, 0}, lit("Mới"), lit(""), &id, e);
}

static bool rename_section(struct soan_report *r, struct error *e)
{
    return soan_section_rename(r, 6, lit(soan_report_member(r)), e);
}

static bool fill(struct soan_report *r, struct error *e)
{
    static int n;
    char value[12];
    snprintf(value, sizeof value, "%d", ++n);
    struct soan_figure_change c = {lit("thu"), SOAN_FIGURE_VALUE, lit(value), NULL};
    return soan_figures_change(r, &c, 1, NULL, false, NULL, e);
}

static bool lock(struct soan_report *r, struct error *e)
{
    struct soan_figure_change c[] = {{lit("thu"), SOAN_FIGURE_LOCK, lit(""), NULL}, {lit("thu"), SOAN_FIGURE_UNLOCK, lit("vì"), NULL}};
    return soan_figures_change(r, &c[0], 1, NULL, false, NULL, e) && soan_figures_change(r, &c[1], 1, NULL, false, NULL, e);
}

static bool comment(struct soan_report *r, struct error *e)
{
    struct soan_comment c = {.section = 6, .body = text_copy(lit("Ý kiến"))};
    int64_t id;
    bool ok = soan_comment_add(r, &c, &id, e) && soan_comment_resolve(r, id, true, e); /* one's own */
    text_free(&c.body);
    return ok;
}

static bool settle_other(struct soan_report *r, struct error *e)
{
    return soan_comment_resolve(r, 1, true, e) && soan_comment_resolve(r, 1, false, e);
}

static bool title(struct soan_report *r, struct error *e) { return soan_report_set(r, "title", lit(soan_report_member(r)), e); }

static bool join(struct soan_report *r, struct error *e)
{
    return soan_report_set(r, "join", lit("reviewer"), e) && soan_report_set(r, "join", lit(""), e);
}

static bool members(struct soan_report *r, struct error *e)
{
    return soan_member_set(r, lit("tam"), SOAN_ROLE_CLERK, e) && soan_member_remove(r, lit("tam"), e);
}

static bool stand(struct soan_report *r, struct error *e)
{
    struct soan_stand s = {.section = 6};
    return soan_stand_save(r, &s, e);
}

enum { O = 1 << SOAN_ROLE_OWNER, C = 1 << SOAN_ROLE_CLERK, R = 1 << SOAN_ROLE_REVIEWER, A = 1 << SOAN_ROLE_APPROVER };

static const struct {
    const char *name;
    bool (*write)(struct soan_report *r, struct error *e);
    unsigned who;
} writes[] = {
    {"write", write_text, O | C | A}, {"edit", edit_text, O | C | A}, {"undo", undo_text, O | C | A},
    {"checkpoint", checkpoint, O | C | A}, {"add", add_section, O | C | A}, {"rename", rename_section, O | C | A},
    {"fill", fill, O | C | A}, {"lock", lock, O | A}, {"comment", comment, O | C | A | R},
    {"settle", settle_other, O | C | A}, {"title", title, O | C | A}, {"join", join, O}, {"members", members, O},
    {"stand", stand, O | C | A | R},
};

static void test_every_role(void **state)
{
    (void)state;
    static const char *const names[] = {"chu", "vt", "bt", "duyet"};
    struct soan_report *owner = help_report("roles.soan");
    struct soan_comment c = {.section = 6, .body = text_copy(lit("Của chủ"))};
    help_ok(soan_comment_add(owner, &c, NULL, e));
    text_free(&c.body);
    for (enum soan_role role = SOAN_ROLE_OWNER; role <= SOAN_ROLE_APPROVER; role++) {
        help_ok(soan_member_set(owner, lit(names[role]), role, e));
        struct soan_report *r = help_open("roles.soan", names[role]);
        for (size_t i = 0; i < SOAN_ARRAY_LEN(writes); i++) {
            int64_t before, after;
            struct error why = {0};
            help_ok(soan_report_rev(r, &before, e));
            bool done = writes[i].write(r, &why);
            bool may = (writes[i].who & 1u << role) != 0;
            if (done != may || (!done && why.status != SOAN_NOT_PERMITTED))
                fail_msg("%s by %s: %d %s", writes[i].name, names[role], done, text_str(&why.message));
            help_ok(soan_report_rev(r, &after, e));
            if (!may)
                assert_int_equal(before, after);
            error_free(&why);
        }
        help_close(r);
    }
    help_close(owner);
}

static void test_names_who_may(void **state)
{
    (void)state;
    struct soan_report *owner = help_report("names.soan");
    help_ok(soan_member_set(owner, lit("bt"), SOAN_ROLE_REVIEWER, e));
    help_ok(soan_member_set(owner, lit("duyet"), SOAN_ROLE_APPROVER, e));
    struct soan_report *r = help_open("names.soan", "bt");
    help_fails(SOAN_NOT_PERMITTED, "'bt' (reviewer) may not change texts; that is for owner, clerk, approver: ask ",
               write_text(r, e));
    help_fails(SOAN_NOT_PERMITTED, "duyet", write_text(r, e));
    help_ok(soan_member_remove(owner, lit("duyet"), e));
    struct error error = {0};
    assert_false(write_text(r, &error));
    assert_null(strstr(text_str(&error.message), "duyet"));
    error_free(&error);
    help_close(r);
    help_close(owner);
}

/* The role is the one of the moment, whatever it was when the report was opened. */
static void test_changed_while_open(void **state)
{
    (void)state;
    struct soan_report *owner = help_report("changed.soan");
    struct soan_report *r = help_open("changed.soan", "vt"); /* unknown: a clerk */
    help_ok(write_text(r, e));
    help_ok(soan_member_set(owner, lit("vt"), SOAN_ROLE_REVIEWER, e));
    help_fails(SOAN_NOT_PERMITTED, "(reviewer)", edit_text(r, e));
    help_ok(comment(r, e));
    help_ok(soan_member_remove(owner, lit("vt"), e));
    help_fails(SOAN_NOT_PERMITTED, "(no member)", comment(r, e));
    help_ok(soan_member_set(owner, lit("vt"), SOAN_ROLE_CLERK, e));
    help_ok(edit_text(r, e));
    help_close(r);
    help_close(owner);
}

static void test_coming_in(void **state)
{
    (void)state;
    struct soan_report *owner = help_report("join.soan"), *r = NULL;
    enum soan_role role;
    const char *path = owner->path;
    help_close(help_open("join.soan", "a"));
    help_ok(soan_report_set(owner, "join", lit("reviewer"), e));
    r = help_open("join.soan", "b");
    help_ok(soan_report_role(r, &role, e));
    assert_int_equal(role, SOAN_ROLE_REVIEWER);
    help_close(r);
    help_ok(soan_report_set(owner, "join", lit("no"), e));
    r = NULL;
    help_fails(SOAN_NOT_PERMITTED, "'c' is not a member", soan_report_open(path, "c", &r, e));
    help_close(help_open("join.soan", "a"));
    help_ok(soan_member_remove(owner, lit("a"), e));
    help_fails(SOAN_NOT_PERMITTED, "'a' is no longer a member", soan_report_open(path, "a", &r, e));
    help_ok(soan_member_set(owner, lit("a"), SOAN_ROLE_CLERK, e));
    r = help_open("join.soan", "a");
    assert_int_equal(soan_report_member_id(r), 2); /* the same one */
    help_close(r);
    help_close(owner);
}

static void test_last_owner(void **state)
{
    (void)state;
    struct soan_report *owner = help_report("last.soan");
    const char *self = soan_report_member(owner);
    help_fails(SOAN_REFUSED, "only owner", soan_member_remove(owner, lit(self), e));
    help_fails(SOAN_REFUSED, "only owner", soan_member_set(owner, lit(self), SOAN_ROLE_CLERK, e));
    help_fails(SOAN_NO_INPUT, "no member 'ai'", soan_member_remove(owner, lit("ai"), e));
    help_fails(SOAN_USAGE, "up to 64", soan_member_set(owner, lit("hai ten"), SOAN_ROLE_CLERK, e));
    help_fails(SOAN_USAGE, "up to 64", soan_member_set(owner, lit("a\033[31m"), SOAN_ROLE_CLERK, e));
    help_ok(soan_member_set(owner, lit("hai"), SOAN_ROLE_OWNER, e));
    help_ok(soan_member_set(owner, lit(self), SOAN_ROLE_CLERK, e));
    help_fails(SOAN_NOT_PERMITTED, "ask hai", soan_member_set(owner, lit(self), SOAN_ROLE_OWNER, e));
    help_close(owner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_role), cmocka_unit_test(test_names_who_may),
        cmocka_unit_test(test_changed_while_open), cmocka_unit_test(test_coming_in), cmocka_unit_test(test_last_owner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

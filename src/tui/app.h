/*
 * The state of the full screen and the one way through it: key -> action or typing -> change of state ->
 * burst to the report -> what is dirty -> repaint -> cursor to the focus.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <time.h>

#include "soan/report.h"
#include "tui/action.h"
#include "tui/document.h"
#include "tui/input.h"
#include "tui/flow.h"
#include "tui/term.h"
#include "tui/tree.h"

enum { SCREEN_MIN_COLS = 60, SCREEN_MIN_ROWS = 16, POLL_MS = 400, SHELF_POLL_MS = 2000, REST_MS = 1500 };

enum pane { PANE_TREE, PANE_TEXT };

/* What ^N and ^P go to: the kind chosen last. */
enum trail { TRAIL_BLANKS, TRAIL_HITS, TRAIL_COMMENTS, TRAIL_FINDINGS, TRAIL_SUGGESTIONS, TRAIL_NEWS,
             TRAIL_COUNT_ };

enum dirty {
    DIRTY_STATUS = 1, DIRTY_KEYS = 2, DIRTY_TREE = 4, DIRTY_TEXT = 8, DIRTY_HEADING = 16, DIRTY_OVERLAY = 32,
    DIRTY_CURSOR = 64, DIRTY_ALL = 127,
};

struct app;

/* A dialogue on top of the panes; lives on the stack of the function that runs it. */
struct overlay {
    void (*draw)(struct app *app, void *arg);
    void *arg;
    struct overlay *below;
};

/* A place in the report that ^N and ^P can reach. */
struct spot {
    int64_t section;
    bool in_title;
    size_t from, to;
};

struct spots {
    struct spot *item;
    size_t n, cap;
};

void spots_add(struct spots *s, struct spot spot);
/* Goes to the spot next to the cursor in reading order, round the ends; says which of how many, after `what`. */
void spots_step(struct app *app, const struct spots *s, bool back, const char *what);

/* A suggestion for the open section, and how it lies in the text as far as it is typed. */
struct suggested {
    struct soan_suggestion s;         /* its place as of the last commit */
    struct soan_fitting base;         /* as of then, too, found in the words `seen` */
    struct text seen;
    struct soan_fitting now;          /* once it was typed in them; else `base`, moved on */
    bool retyped;
    size_t from, to;                  /* of the words it is about, now */
};

/* All of the open section, and what they draw. */
struct marks {
    struct suggested *item;
    size_t n, cap;
    struct flow_mark *mark;
    size_t marks, mark_cap;
    bool result;                      /* shown as if all that fit were accepted */
};

/* An open comment of the open section. */
struct remark {
    int64_t id;
    bool words;                       /* about words of the text, else about the section or a figure */
    size_t base_from, base_to;        /* as of the last commit */
    size_t from, to;                  /* past what was typed since; from == to: the words are gone from here */
    unsigned replies;
};

/* All of them, in order of place, and what shows them. */
struct remarks {
    struct remark *item;
    size_t n, cap;
    struct soan_hunk *cover;          /* bytes under comments: in order, apart; `with` is not used */
    size_t covers, cover_cap;
    int64_t here;                     /* the one shown below the text, 0: none */
    size_t nth;                       /* its number, from 1 */
    struct text said;
    int rows;                         /* of the screen that it takes from the text */
    struct text behalf, paper;        /* of the comment entered last: the body, copy/page/line; offered again */
};

struct rect {
    int row, col, rows, cols;
};

/* What is known of the others. */
struct presence {
    bool begun;                       /* this screen is a session of the report */
    struct soan_lease here;           /* of the open section */
    int64_t *held;                    /* sections that others type in, sorted */
    size_t n, cap;
    int64_t waits;                    /* the section waited for, 0: none */
    int64_t notice;                   /* stands on the screen, not yet read, 0: none */
    bool waiting;                     /* there may be one to be told when there is room for it */
    msec looked;
};

struct app {
    struct soan_report *report;
    const char *path;
    struct text title;
    struct soan_totals totals;
    struct soan_values *values;
    bool read_only;
    enum soan_role role;              /* as of the last look at the report */

    struct document doc;
    struct flow flow;
    struct marks marks;
    struct remarks remarks;
    size_t top;                       /* first byte of the text's first line on the screen */
    int goal;                         /* column that up and down keep, -1: the cursor's */
    struct spot hit;                  /* marked in the text; section 0: none */
    int64_t hit_comment;              /* the one whose words are the hit, 0: none */
    int64_t hit_suggestion;           /* what the hit is about, if it is one: Enter decides */

    struct presence presence;
    struct { int64_t section, since; } news; /* what was new in the open section when it was opened: since row `since`; 0: nothing */
    struct tree tree;
    int64_t moving;                   /* the branch taken up by F8, 0: none */
    struct soan_place moved_from;
    int64_t move_step;                /* undone as one */

    enum pane focus;
    bool tree_hidden;
    struct input input;
    enum trail trail;
    struct text words;                /* looked for last */
    struct spots hits, findings;
    size_t final_at;                  /* chosen last in the list of what is open before the final print */

    struct rect tree_rect, text_rect; /* text_rect: without its heading */
    struct overlay *overlay;
    unsigned dirty;
    int cursor_row, cursor_col;       /* of the focus, set by whoever draws it */
    struct text message;              /* stands at the bottom until the next key */
    bool message_bad;
    int message_rows;                 /* rows it takes on the screen */
    msec polled, last_key;
    time_t kept_at;                   /* wall clock of the last commit */
    bool placed;                      /* place and counts changed since they were last written and read */
    int64_t rev;                      /* of the report, as far as others' work was taken in */
    bool leaving, hung_up;
    void (*idle)(struct app *app);    /* without a report: what is done now and then while nobody types */
    void *idle_arg;
    /* What is done a piece at a time while no key waits; true: there is more. NULL: nothing. */
    bool (*work)(struct app *app, void *arg);
    void *work_arg;
    bool told_wide;                   /* that this terminal takes two columns for some signs */
};

/* ---- app.c ---- */

msec app_now(void);
/* Edits a report on the open terminal until the person leaves. *hung_up: the line is gone. */
bool app_edit(struct soan_report *r, const char *path, bool *hung_up, struct error *e) SOAN_MUST_USE;
/* Where keys go now: IN_TREE, IN_TEXT, or IN_SHELF while no report is open. */
unsigned app_place(const struct app *app);
/* The next key, with everything drawn, bursts committed and others' work taken in while waiting.
 * False: leave (hang-up). A dialogue may not be open longer than this says. */
bool app_next(struct app *app, struct key_event *k);
void app_say(struct app *app, const char *fmt, ...) SOAN_PRINTF(2, 3);
/* Says what went wrong and frees it. */
void app_fail(struct app *app, struct error *e);
void app_push(struct app *app, struct overlay *o);
void app_pop(struct app *app);
/* Commits what was typed; false (said) if it could not be. */
bool app_settle(struct app *app);
/* What is to be restored to bring the open section back; 0 if it is not in the bin. */
int64_t app_binned(struct app *app);
/* Refuses, saying so, if the report can only be read or this member has no such right. */
bool app_may(struct app *app, enum soan_right right);
/* Opens a section with the cursor at a byte of its text. */
bool app_open_section(struct app *app, int64_t id, size_t cursor);
/* The same, and shows it in the outline, selecting nothing, marking [from, to). */
bool app_go(struct app *app, const struct spot *to);
void app_focus(struct app *app, enum pane pane);
/* Values, counts and headings changed by our own command or by others. */
void app_refresh(struct app *app);

/* The report's title, or the name of its file. */
bool app_load_title(struct app *app, struct error *e) SOAN_MUST_USE;

/* ---- command.c ---- */

void command_run(struct app *app, enum action a);

/* ---- screen.c ---- */

void screen_layout(struct app *app);
void screen_draw(struct app *app);
bool screen_too_small(void);

/* ---- status.c ---- */

void status_draw(struct app *app);
void status_draw_keys(struct app *app);

/* ---- textpane.c, textdraw.c ---- */

void textpane_key(struct app *app, const struct key_event *k);
/* Clipboard, selection and case; the ones that only the text knows. */
void textpane_action(struct app *app, enum action a);
void textpane_changed(struct app *app);
/* Scrolls so that the cursor is in the window. */
void textpane_follow(struct app *app);
void textpane_draw(struct app *app);
void textpane_place_cursor(struct app *app);
void textpane_draw_heading(struct app *app);

/* ---- marks.c ---- */

/* Reads the suggestions of the open section; not while words of it wait to be committed. */
void marks_load(struct app *app);
/* Carries them past what was typed since; nothing where there are none. */
void marks_follow(struct app *app);
/* What was typed is committed: that is where they lie now. */
void marks_settle(struct app *app);
void marks_free(struct marks *m);
/* The suggestion that byte pos belongs to, an own one before others; NULL: none. */
const struct suggested *marks_at(const struct app *app, size_t pos);
void marks_toggle_result(struct app *app);

/* A place of the last commit carried past what was typed since, as the report carries an anchor. */
void marks_carry(size_t *from, size_t *to, const struct text_changes *c);

/* ---- remarks.c: comments in the text. The first four are called by those of marks.c ---- */

void remarks_load(struct app *app);
void remarks_follow(struct app *app);
void remarks_settle(struct app *app);
void remarks_free(struct remarks *l);
/* The one at the cursor, or that was gone to; NULL: none. */
const struct remark *remarks_here(const struct app *app);
/* Makes room below the text for what is said at the cursor, or takes it back. To be called before drawing. */
void remarks_look(struct app *app);
void remarks_draw(struct app *app);

/* ---- suggest.c, suggestions.c ---- */

/* Asks for other words for the selected ones, or for the sentence at the cursor. `first` (or NULL): a key typed already. */
void suggest_ask(struct app *app, const struct key_event *first);
/* Who may not write the text suggests by typing: true if the key was taken so. */
bool suggest_by_typing(struct app *app, const struct key_event *k);
/* Asks what is to become of the suggestion at the cursor; false if there is none. */
bool suggest_decide(struct app *app);
void suggest_accept(struct app *app, const int64_t *id, size_t n);
/* Asks for a reason first. */
void suggest_reject(struct app *app, const int64_t *id, size_t n);
void suggestions_open(struct app *app);
void suggestions_next(struct app *app, bool back);

/* ---- treepane.c ---- */

void treepane_key(struct app *app, const struct key_event *k);
void treepane_draw(struct app *app);
/* The title of a section in one line, figures as values; without one its marker. */
void treepane_title(struct app *app, const struct soan_section *s, struct text *out);
/* Path and title of a section, for lists. */
/* What the marks of the outline and of the status line mean, one a line; false behind the last. */
bool treepane_legend(size_t i, struct text *out);
void treepane_where(struct app *app, int64_t id, struct text *out);
/* The title behind its marker. */
void treepane_heading(struct app *app, const struct soan_section *s, struct text *out);

/* ---- when.c: append a moment, local time ---- */

void when_day(int64_t at, struct text *out);   /* 31/12/2025 */
void when_full(int64_t at, struct text *out);  /* 31/12/2025 17:00 */
void when_short(int64_t at, struct text *out); /* 31/12 17:00 */

/* ---- branch.c ---- */

void branch_action(struct app *app, enum action a);
void branch_take(struct app *app);
/* The section spoken of: in the text the open one, NULL if none. Not to be held across a dialogue. */
const struct soan_section *branch_subject(const struct app *app);
void branch_move_key(struct app *app, const struct key_event *k);
void branch_outline_changed(struct app *app, int64_t show);

/* ---- one file each: figures, find, blanks, replace, comments, findings, preview, editor, help, menu, typing ---- */

/* Asks for the value of the figure at the cursor; false if none stands there. */
bool figures_at_cursor(struct app *app);
/* Appends the key of the figure at the cursor; false if none stands there. */
bool figures_key_at_cursor(struct app *app, struct text *key);
/* Offers to make the open mark at the cursor a figure; false if none stands there. */
bool figures_mark_at_cursor(struct app *app);
/* Selects the open mark at the cursor if it asks for words, so that typing takes its place. */
bool figures_offer_words(struct app *app);
/* Makes the selected number a figure; false if nothing is selected. */
bool figures_bind_selection(struct app *app);
/* Lists the numbers of the report that are no figures. */
void figures_unbound(struct app *app);
void figures_ledger(struct app *app);
/* Takes this member's last change of figures back, or makes it again; false if something else was done since. */
bool figures_undo(struct app *app, bool redo);
void find_ask(struct app *app);
void find_next(struct app *app, bool back);
void find_blank(struct app *app, bool back);
void find_goto(struct app *app);
void replace_ask(struct app *app);
/* Takes the last replacement back, or makes it again, in all its sections; false if something was changed since. */
bool replace_undo(struct app *app, bool redo);
void replace_say_undone(struct app *app, bool redo, size_t done);
void comments_open(struct app *app);
void comments_next(struct app *app, bool back);
void findings_open(struct app *app);
/* The same for everything the text claims of its numbers. */
void findings_claims(struct app *app);
void findings_next(struct app *app, bool back);
/* A footnote at the cursor, or of the number that sticks to the word there; the cursor goes into it. */
void note_insert(struct app *app);
void note_go(struct app *app);
/* The same if the cursor is on the mark of one; else false. */
bool note_at_cursor(struct app *app);
void members_open(struct app *app);
void editor_open(struct app *app);
void history_open(struct app *app);
/* Says who wrote the words at the cursor. */
void history_writer(struct app *app);
void preview_open(struct app *app);
void letterhead_open(struct app *app);
void output_print(struct app *app);
/* Pages that are there already into a file. */
void output_pages(struct app *app, struct text_view pages);
void output_printer(struct app *app);
/* Prints and freezes a milestone, or lists what is open. */
void final_print(struct app *app);
void output_backup(struct app *app);
/* The text on the screen into a file of its own. */
void output_text(struct app *app);
void help_open(struct app *app);
enum action menu_choose(struct app *app);
void typing_choose(struct app *app);
void typing_choose_style(struct app *app);
bool typing_load_style(struct app *app, struct error *e) SOAN_MUST_USE;

/* ---- shelf.c ---- */

/* What lies under the dialogues while no report is open. */
void shelf_draw_ground(struct app *app);

/* ---- presence.c ---- */

/* Others see this screen from here on. A key never waits for it: the first burst or pause does. */
void presence_begin(struct app *app);
void presence_end(struct app *app);
/* Looks anew who is where, and tells what there is to tell. Words typed so far must be committed. */
void presence_look(struct app *app);
/* The same, if it is time: nothing but looking shows that a process has died. */
void presence_tick(struct app *app);
/* A key came: what was told has been read. */
void presence_told(struct app *app);
/* Appends who is writing in a branch, for a question about it. */
void presence_append_writers(struct app *app, int64_t root, struct text *out);
bool presence_others_in(const struct app *app, int64_t section);
/* True if letters may go into the open section; else what can be done was said or asked. */
bool presence_may_type(struct app *app);
void presence_who(struct app *app);

/* ---- signoff.c, workflow.c, standings.c ---- */

/* True if the open section is approved; what can be done then was asked or said. */
bool signoff_locks(struct app *app);
void signoff_approve(struct app *app);
void signoff_reopen(struct app *app);
void signoff_approvals(struct app *app);
void workflow_state(struct app *app);
void workflow_assign(struct app *app);
/* What is late and whose. */
void standings_open(struct app *app);

/* ---- milestones.c ---- */

void milestones_open(struct app *app);

/* ---- news.c ---- */

void news_open(struct app *app);
/* What changed in the open section since this member looked. */
void news_here(struct app *app);
void news_next(struct app *app, bool back);
/* The open section comes into view: what is new in it is remembered, for looking clears it. */
void news_meet(struct app *app);
/* It was looked at. */
void news_looked(struct app *app);

/* ---- place.c ---- */

bool place_load(struct app *app, struct error *e) SOAN_MUST_USE;
void place_save(struct app *app);

#endif

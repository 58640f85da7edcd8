#include <string.h>

#include "tui/action.h"

#define FILE_MENU N_("File")
#define EDIT_MENU N_("Edit")
#define SECTION_MENU N_("Section")
#define INSERT_MENU N_("Insert")
#define FIGURES_MENU N_("Figures")
#define REVIEW_MENU N_("Review")
#define SIGNOFF_MENU N_("Sign-off")
#define VIEW_MENU N_("View")
#define HELP_MENU N_("Help")

static const char *const menus[] = {
    FILE_MENU, EDIT_MENU, SECTION_MENU, INSERT_MENU, FIGURES_MENU, REVIEW_MENU, SIGNOFF_MENU, VIEW_MENU, HELP_MENU,
};

enum { PANES = IN_TREE | IN_TEXT, TYPING = IN_TEXT | IN_FIELD };

static const struct action_info table[] = {
    {ACT_NONE, "none", "", NULL, "", "", "", NULL, 0},

    {ACT_REPORT_OPEN, "open-report", N_("Open the report"), NULL,
     N_("In the list of reports: opens the one under the cursor. Leaving it leads back to the list."),
     "Enter", "", FILE_MENU, IN_SHELF},
    {ACT_REPORT_NEW, "new-report", N_("New report"), NULL,
     N_("In the list of reports: makes one from a template."),
     "Ins", "", FILE_MENU, IN_SHELF},
    {ACT_CHECKPOINT, "checkpoint", N_("Mark a checkpoint"), N_("Checkpoint"),
     N_("Gives the present state of this section a name. The text itself is already kept."),
     "F2 ^S", "", FILE_MENU, PANES},
    {ACT_PREVIEW, "preview", N_("Page preview"), N_("Pages"),
     N_("Shows the pages as they will be printed, from the words at the cursor on; Enter leads from a line to its words."),
     "F12", "", FILE_MENU, PANES},
    {ACT_PRINT, "print", N_("Print to a file…"), NULL,
     N_("Writes the pages into a text file, whole or not at all."),
     "", "", FILE_MENU, PANES},
    {ACT_BACKUP, "backup", N_("Back up…"), NULL,
     N_("Makes a copy of the report while others go on writing in it."),
     "", "", FILE_MENU, PANES},
    {ACT_LETTERHEAD, "letterhead", N_("Letterhead…"), NULL,
     N_("Shows and changes what stands on the first page and at the end: bodies, number, date, subject, draft, signature."),
     "", "", FILE_MENU, PANES},
    {ACT_MEMBERS, "members", N_("Members…"), NULL,
     N_("Lists who takes part and as what; owners add, remove and change them."),
     "", "", FILE_MENU, PANES},
    {ACT_SAVE_TEXT, "save-text", N_("Save the text elsewhere…"), NULL,
     N_("Writes the text of this section, as it is on the screen, into a file of its own."),
     "", "", FILE_MENU, PANES},
    {ACT_PRINTER, "printer", N_("Print on a printer…"), NULL,
     N_("Hands the pages to a printer that is set up on this machine, all of them or none."),
     "", "", FILE_MENU, PANES | OUTSIDE},
    {ACT_FINAL, "final", N_("Print as final…"), NULL,
     N_("Prints into a file and freezes a milestone if nothing is open; else lists what is, with a way to each place."),
     "", "", FILE_MENU, PANES},
    {ACT_LEAVE, "leave", N_("Leave"), N_("Leave"),
     N_("Leaves. Nothing needs to be saved; the same place opens next time."),
     "F10 ^Q", "", FILE_MENU, ANYWHERE | IN_SHELF},

    {ACT_UNDO, "undo", N_("Undo"), NULL,
     N_("Takes back your last change of this section, or of a figure."),
     "^Z", "", EDIT_MENU, ANYWHERE},
    {ACT_REDO, "redo", N_("Redo"), NULL,
     N_("Makes again what was taken back."),
     "^Y", "", EDIT_MENU, ANYWHERE},
    {ACT_CUT, "cut", N_("Cut"), NULL,
     N_("Moves the selected words to the clipboard."),
     "^X", "", EDIT_MENU, TYPING},
    {ACT_COPY, "copy", N_("Copy"), NULL,
     N_("Copies the selected words to the clipboard."),
     "^C", "", EDIT_MENU, TYPING},
    {ACT_PASTE, "paste", N_("Paste"), NULL,
     N_("Puts the clipboard in at the cursor."),
     "^V", "", EDIT_MENU, TYPING},
    {ACT_CUT_LINE, "cut-line", N_("Cut the paragraph"), NULL,
     N_("Moves the whole paragraph to the clipboard."),
     "^K", "", EDIT_MENU, TYPING},
    {ACT_SELECT, "select", N_("Start selecting"), N_("Select"),
     N_("Starts or ends selecting; move the cursor to extend."),
     "F8 ^^", "", EDIT_MENU, TYPING},
    {ACT_SELECT_ALL, "select-all", N_("Select all"), NULL,
     N_("Selects the whole text of the section."),
     "^A", "", EDIT_MENU, TYPING},
    {ACT_FIND, "find", N_("Find"), N_("Find"),
     N_("Finds words in the whole report; typed without tones it finds them with any tone. Again: the next hit."),
     "F3 ^F", "", EDIT_MENU, ANYWHERE},
    {ACT_REPLACE, "replace", N_("Replace"), NULL,
     N_("Replaces words after showing every place where they stand."),
     "^R", "", EDIT_MENU, PANES},
    {ACT_UPPER, "upper-case", N_("Capitals"), NULL,
     N_("Puts the selected words in capital letters."),
     "", "", EDIT_MENU, IN_TEXT},
    {ACT_LOWER, "lower-case", N_("Small letters"), NULL,
     N_("Puts the selected words in small letters."),
     "", "", EDIT_MENU, IN_TEXT},
    {ACT_EDITOR, "editor", N_("Edit in another editor"), NULL,
     N_("Opens the section in the program named by $EDITOR and takes the result back."),
     "", "", EDIT_MENU, PANES | OUTSIDE},

    {ACT_GOTO, "goto", N_("Go to a section"), NULL,
     N_("Goes to a section by its number or by words of its title."),
     "^O", "", SECTION_MENU, PANES},
    {ACT_SECTION_OPEN, "open", N_("Open for writing"), NULL,
     N_("Goes to the text of this section."),
     "", "Enter", SECTION_MENU, IN_TREE},
    {ACT_SECTION_FOLD, "fold", N_("Open or close the branch"), NULL,
     N_("→ shows the sections below this one, ← hides them; where nothing is to hide, ← goes to the section above."),
     "", "← →", SECTION_MENU, IN_TREE},
    {ACT_SECTION_ADD, "add", N_("Add after"), NULL,
     N_("Adds a section after this one; the numbers that follow change by themselves."),
     "", "Ins", SECTION_MENU, PANES},
    {ACT_SECTION_ADD_CHILD, "add-child", N_("Add below"), NULL,
     N_("Adds a section inside this one."),
     "", "^D", SECTION_MENU, PANES},
    {ACT_SECTION_RENAME, "rename", N_("Change the title"), NULL,
     N_("Changes the title of this section."),
     "", "^U", SECTION_MENU, PANES},
    {ACT_SECTION_MOVE, "move", N_("Move"), N_("Move"),
     N_("Takes the section up with all below it: arrows move it, Enter drops it, Esc puts it back."),
     "", "F8", SECTION_MENU, IN_TREE},
    {ACT_SECTION_REMOVE, "remove", N_("Delete"), NULL,
     N_("Moves the section with all below it to the bin."),
     "", "Del", SECTION_MENU, IN_TREE},
    {ACT_BIN, "bin", N_("Bin"), NULL,
     N_("Shows the deleted sections; any of them can be put back."),
     "", "", SECTION_MENU, PANES},
    {ACT_SECTION_HISTORY, "history", N_("History"), NULL,
     N_("Lists the earlier states of this section and who made them; shows what changed since, and brings a text back."),
     "", "", SECTION_MENU, PANES},
    {ACT_WORD_WRITER, "writer", N_("Who wrote this"), NULL,
     N_("Tells who wrote the words at the cursor, and when."),
     "", "", SECTION_MENU, IN_TEXT},
    {ACT_SECTION_INFO, "info", N_("About this section"), NULL,
     N_("Tells its words, characters, blanks and last change."),
     "", "", SECTION_MENU, PANES},

    {ACT_INSERT_DATE, "insert-date", N_("Date"), NULL,
     N_("Types today's date."),
     "", "", INSERT_MENU, TYPING},
    {ACT_INSERT_SPECIAL, "insert-special", N_("Special character"), NULL,
     N_("Types a dash, an ellipsis, quotation marks and others not on the keyboard."),
     "", "", INSERT_MENU, TYPING},
    {ACT_INSERT_NOTE, "insert-note", N_("Footnote"), NULL,
     N_("Puts the mark of a footnote at the cursor and goes to its words; a number stuck to a word becomes the mark."),
     "", "", INSERT_MENU, IN_TEXT},
    {ACT_NOTE_GO, "note", N_("Footnote and its mark"), NULL,
     N_("Goes from the mark of a footnote to its words and back; Enter on a mark does the same."),
     "^]", "", INSERT_MENU, IN_TEXT},

    {ACT_FIGURE, "figure", N_("Figure at the cursor"), N_("Figures"),
     N_("Asks for the value of the figure at the cursor, makes a selected number a figure; elsewhere it shows the ledger."),
     "F4 ^E", "", FIGURES_MENU, PANES},
    {ACT_LEDGER, "ledger", N_("Ledger of figures"), NULL,
     N_("Lists every figure of the report with value, unit and the sections that show it."),
     "", "", FIGURES_MENU, PANES},
    {ACT_NUMBERS, "numbers", N_("Numbers that are no figures"), NULL,
     N_("Lists the numbers typed into the text; each can be made a figure."),
     "", "", FIGURES_MENU, PANES},
    {ACT_NEXT_BLANK, "next-blank", N_("Next blank"), NULL,
     N_("Goes to the next blank; the keys for next and previous then stay with blanks."),
     "", "", FIGURES_MENU, PANES},

    {ACT_COMMENTS, "comments", N_("Comments"), N_("Comments"),
     N_("Lists the comments of this section or of the report, with their threads; starts one on the selected words."),
     "F5 ^T", "", REVIEW_MENU, PANES},
    {ACT_SUGGEST, "suggest", N_("Suggest other words…"), NULL,
     N_("Takes other words for the selected ones, or for the sentence at the cursor; the text stays until they are accepted."),
     "", "", REVIEW_MENU, IN_TEXT},
    {ACT_SUGGESTION, "suggestion", N_("Decide the suggestion here…"), NULL,
     N_("Accepts or declines the suggestion at the cursor."),
     "", "", REVIEW_MENU, IN_TEXT},
    {ACT_SUGGESTIONS, "suggestions", N_("Suggestions"), NULL,
     N_("Lists what others suggest for the text, to be accepted or declined one by one or all at once."),
     "", "", REVIEW_MENU, PANES},
    {ACT_SUGGESTED_RESULT, "suggested-result", N_("Show as if accepted"), NULL,
     N_("Shows the text as it would be with all suggestions, or with their marks again."),
     "^U", "", REVIEW_MENU, IN_TEXT},
    {ACT_CHECK, "check", N_("Check"), N_("Check"),
     N_("Checks blanks, numbers and wording of the whole report."),
     "F7", "", REVIEW_MENU, PANES},
    {ACT_CLAIMS, "claims", N_("Claims about numbers"), NULL,
     N_("Lists what the text says about its numbers: what waits for a value, fails or holds; each can be confirmed or dismissed."),
     "", "", REVIEW_MENU, PANES},
    {ACT_NEXT, "next", N_("Next"), NULL,
     N_("Goes to the next blank, hit, comment or finding: the kind chosen last."),
     "^N", "", REVIEW_MENU, PANES},
    {ACT_PREV, "previous", N_("Previous"), NULL,
     N_("Goes back to the one before."),
     "^P", "", REVIEW_MENU, PANES},
    {ACT_NEXT_KIND, "next-kind", N_("Choose what next goes to"), NULL,
     N_("Chooses what the keys for next and previous go to: blanks, hits, comments, findings, suggestions or what is new."),
     "", "", REVIEW_MENU, PANES},

    {ACT_STATUS, "status", N_("Who, until when, how far"), NULL,
     N_("Lists what is late and whose it is, what is still to be approved, or all; Enter goes there."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_STATE, "state", N_("Set the state…"), NULL,
     N_("Says how far this section is: drafting, for review, taken up."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_ASSIGN, "assign", N_("Assign…"), NULL,
     N_("Says who is to write this section and what stands below it, and until when."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_APPROVE, "approve", N_("Approve…"), NULL,
     N_("Shows what would be approved, or what changed since it was; approving it is a second step."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_REOPEN, "reopen", N_("Reopen…"), NULL,
     N_("Lets an approved section be written again; the reason is kept."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_APPROVALS, "approvals", N_("Who approved"), NULL,
     N_("Lists the approvals of this section and why they ended; shows what changed since."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_MILESTONES, "milestones", N_("Milestones"), NULL,
     N_("Lists the named states of the whole report; sets one, compares two, gives out the pages as they were."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_NEWS, "news", N_("New for you"), NULL,
     N_("Lists what others changed since you looked: texts, figures, comments, sign-off; a section that you look at is read."),
     "", "", SIGNOFF_MENU, PANES},
    {ACT_NEWS_HERE, "news-here", N_("What is new here"), NULL,
     N_("Shows what others changed in this section since you looked last."),
     "", "", SIGNOFF_MENU, PANES},

    {ACT_NEXT_PANE, "next-pane", N_("Next pane"), N_("Pane"),
     N_("Goes from the outline to the text, to the comments and back."),
     "F6", "Tab", VIEW_MENU, PANES},
    {ACT_TOGGLE_TREE, "outline", N_("Show or hide the outline"), NULL,
     N_("Hides the outline to give the text the whole width, or shows it again."),
     "^W", "", VIEW_MENU, PANES},
    {ACT_INPUT_METHOD, "input-method", N_("Telex, VNI or off"), NULL,
     N_("Switches the built-in Vietnamese typing: off, Telex, VNI."),
     "^\\", "", VIEW_MENU, ANYWHERE},
    {ACT_INPUT_CHOOSE, "typing", N_("Vietnamese typing"), NULL,
     N_("Chooses the built-in Vietnamese typing: off, Telex, VNI or VIQR."),
     "", "", VIEW_MENU, PANES},
    {ACT_TONE_STYLE, "tone-style", N_("Place of tone marks"), NULL,
     N_("Chooses for this report whether typing writes hòa, khỏe, thủy or hoà, khoẻ, thuỷ."),
     "", "", VIEW_MENU, PANES},
    {ACT_WHO, "who", N_("Who is here"), NULL,
     N_("Lists who has the report open, where, and who is writing; Enter goes there."),
     "", "", VIEW_MENU, PANES},
    {ACT_REDRAW, "redraw", N_("Redraw the screen"), NULL,
     N_("Draws the whole screen anew."),
     "^L", "", VIEW_MENU, ANYWHERE | IN_SHELF},

    {ACT_HELP, "help", N_("Help for this screen"), N_("Help"),
     N_("Lists the keys that work here."),
     "F1 ^G", "", HELP_MENU, ANYWHERE | IN_SHELF},
    {ACT_MENU, "menu", N_("Menu"), N_("Menu"),
     N_("Opens the menu, in which every action stands with its key."),
     "F9", "", HELP_MENU, PANES},
};
_Static_assert(SOAN_ARRAY_LEN(table) == ACT_COUNT_, "every action has its row");

const struct action_info *action_info(enum action a)
{
    return &table[a];
}

bool action_offered(enum action a, unsigned place)
{
    return (table[a].places & place) && !((table[a].places & OUTSIDE) && confined());
}

enum action action_of_name(const char *name)
{
    for (size_t i = 1; i < SOAN_ARRAY_LEN(table); i++) {
        if (strcmp(table[i].name, name) == 0)
            return table[i].action;
    }
    return ACT_NONE;
}

const char *action_menu(size_t i)
{
    return i < SOAN_ARRAY_LEN(menus) ? menus[i] : NULL;
}

/* A key as the table writes it; K_NONE if it is written wrong. */
static struct key_event key_of_word(struct text_view word)
{
    static const struct { const char *word; enum key key; } named[] = {
        {"Enter", K_ENTER}, {"Tab", K_TAB}, {"Ins", K_INSERT}, {"Del", K_DELETE},
        {"→", K_RIGHT}, {"←", K_LEFT}, {"↑", K_UP}, {"↓", K_DOWN},
    };
    struct key_event k = {.key = K_NONE};
    if (word.len == 2 && word.bytes[0] == '^') {
        char c = word.bytes[1];
        k.key = K_CTRL;
        k.cp = (uint32_t)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return k;
    }
    if (word.len >= 2 && word.len <= 3 && word.bytes[0] == 'F') {
        int n = word.bytes[1] - '0';
        if (word.len == 3)
            n = n * 10 + (word.bytes[2] - '0');
        if (n >= 1 && n <= 12)
            k.key = (enum key)(K_F1 + n - 1);
        return k;
    }
    for (size_t i = 0; i < SOAN_ARRAY_LEN(named); i++) {
        if (text_view_equal(word, text_view_of(named[i].word)))
            k.key = named[i].key;
    }
    return k;
}

static bool names_key(const char *keys, const struct key_event *k)
{
    while (*keys) {
        size_t n = strcspn(keys, " ");
        struct key_event named = key_of_word((struct text_view){keys, n});
        if (named.key == k->key && named.cp == k->cp)
            return true;
        keys += n + (keys[n] == ' ');
    }
    return false;
}

enum action action_of_key(const struct key_event *k, unsigned place)
{
    /* Shift, Alt and Ctrl with other keys arrive in some terminals only: nothing relies on them. */
    if (k->key == K_NONE || k->key == K_CHAR || (k->mods && k->key != K_CTRL))
        return ACT_NONE;
    for (size_t i = 1; i < SOAN_ARRAY_LEN(table); i++) {
        const struct action_info *a = &table[i];
        if (!action_offered(a->action, place))
            continue;
        if (names_key(a->keys, k) || (place == IN_TREE && names_key(a->tree_keys, k)))
            return a->action;
    }
    return ACT_NONE;
}

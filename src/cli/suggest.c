#include <inttypes.h>

#include "cli/commands.h"
#include "soan/review.h"

static bool print_id(int64_t id, void *arg)
{
    size_t *n = arg;
    ++*n;
    out_printf("#%" PRId64 "\n", id);
    return out_good();
}

/* The whole text, rewritten, on standard input. */
static bool suggest_text(struct soan_report *r, int64_t section, struct text_view note, struct error *e)
{
    struct text text = {0};
    size_t n = 0;
    bool ok = cli_read_text("-", &text, e) && soan_review_suggest_text(r, section, text_view(&text), note, print_id, &n, e);
    if (ok && n == 0)
        ok = error_set(e, SOAN_REFUSED, _("the text is as it stands in the report: there is nothing to suggest; change it "
                                          "and try again"));
    text_free(&text);
    return ok;
}

static bool suggest_words(struct soan_report *r, int64_t section, const char *quote, const char *instead,
                          struct text_view note, struct error *e)
{
    struct text words = {0}, with = {0};
    int64_t id;
    text_clean(text_view_of(quote), &words, NULL);
    text_clean(text_view_of(instead), &with, NULL);
    bool ok = soan_review_suggest(r, section, text_view(&words), text_view(&with), note, &id, e);
    if (ok)
        out_printf("#%" PRId64 "\n", id);
    text_free(&words);
    text_free(&with);
    return ok;
}

bool command_suggest(struct invocation *in, struct error *e)
{
    const char *quote = NULL, *note = "";
    const struct option_spec options[] = {
        {"quote", 0, NULL, &quote, NULL, "WORDS", N_("the words to be rewritten, as they stand in the section")},
        {"note", 0, NULL, &note, NULL, "NOTE", N_("why, for whoever decides")},
    };
    struct soan_report *r = NULL;
    int64_t section;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 3, e))
        return in->answered;
    if ((quote != NULL) != (in->argc == 3))
        return error_set(e, SOAN_USAGE,
                         _("suggest: give --quote WORDS and what is to stand there instead (\"\" for nothing), or neither "
                           "and the whole text, rewritten, on standard input"));
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &section, e) &&
              (quote ? suggest_words(r, section, quote, in->argv[2], text_view_of(note), e)
                     : suggest_text(r, section, text_view_of(note), e));
    soan_report_close(&r);
    return ok;
}

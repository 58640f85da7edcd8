#include <inttypes.h>

#include "cli/commands.h"
#include "soan/review.h"

bool command_comment(struct invocation *in, struct error *e)
{
    const char *quote = "";
    const struct option_spec options[] = {
        {"quote", 0, NULL, &quote, NULL, "WORDS", N_("the words it is about, as they stand in the section")},
    };
    struct soan_report *r = NULL;
    struct text words = {0}, body = {0};
    int64_t section, id;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 3, 3, e))
        return in->answered;
    text_clean(text_view_of(quote), &words, NULL);
    text_clean(text_view_of(in->argv[2]), &body, NULL);
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &section, e) &&
              soan_review_comment(r, section, text_view(&words), text_view(&body), &id, e);
    if (ok)
        out_printf("#%" PRId64 "\n", id);
    text_free(&words);
    text_free(&body);
    soan_report_close(&r);
    return ok;
}

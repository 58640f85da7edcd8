#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/reading.h"

enum { SAMPLE_COLUMNS = 60 };

bool reading_from_name(const char *name, struct soan_reading *out, struct error *e)
{
    *out = (struct soan_reading){.encoding = name ? viet_encoding_by_name(name) : VIET_ENC_UNKNOWN};
    if (!name || out->encoding != VIET_ENC_UNKNOWN)
        return true;
    struct text names = {0};
    for (int enc = VIET_ENC_UTF8; enc < VIET_ENC_UNKNOWN; enc++)
        text_printf(&names, "%s%s", enc ? ", " : "", viet_encoding_name((enum viet_encoding)enc));
    error_set(e, SOAN_USAGE, _("--encoding %s: is none of %s"), name, text_str(&names));
    text_free(&names);
    return false;
}

/* The first line with a letter beyond ASCII, as it may be shown. */
static void sample_line(enum viet_encoding enc, struct text_view bytes, struct text *out)
{
    struct text decoded = {0}, clean = {0};
    if (viet_decode(enc, bytes, &decoded, NULL))
        text_clean(text_view(&decoded), &clean, NULL);
    struct text_view all = text_view(&clean), line = {0};
    bool marked = false;
    for (size_t pos = 0, end; pos < all.len && !marked; pos = end + 1) {
        end = text_view_find(all, TEXT_LIT("\n"), pos);
        end = end < all.len ? end : all.len;
        line = text_view_trim(text_view_part(all, pos, end));
        for (size_t i = 0; i < line.len && !marked; i++)
            marked = (unsigned char)line.bytes[i] >= 0x80;
    }
    text_ellipsize(line, SAMPLE_COLUMNS, out);
    text_free(&decoded);
    text_free(&clean);
}

/* A number of the list or a name; UNKNOWN for everything else. */
static enum viet_encoding answer(const struct soan_reading *r)
{
    char *line = NULL;
    size_t size = 0;
    enum viet_encoding found = VIET_ENC_UNKNOWN;
    if (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] >= '1' && line[0] <= '9' && !line[1] && (size_t)(line[0] - '1') < r->candidates)
            found = r->candidate[line[0] - '1'];
        else
            found = viet_encoding_by_name(line);
    }
    free(line);
    return found;
}

static enum viet_encoding ask(const char *path, struct text_view bytes, const struct soan_reading *r)
{
    struct text question = {0}, name = {0};
    text_clean_line(text_view_of(path), &name, NULL);
    text_printf(&question, _("%s: not UTF-8 text. Which of these lines reads right?\n"), text_str(&name));
    for (size_t k = 0; k < r->candidates; k++) {
        text_printf(&question, "  %zu  %-8s ", k + 1, viet_encoding_name(r->candidate[k]));
        sample_line(r->candidate[k], bytes, &question);
        text_append_char(&question, '\n');
    }
    text_append_str(&question, _("Its number, or Enter if none does: "));
    fputs(text_str(&question), stderr);
    text_free(&question);
    text_free(&name);
    return answer(r);
}

bool reading_load(const char *path, struct soan_reading *r, struct soan_office *office, struct text *out, struct error *e)
{
    struct text bytes = {0};
    struct error inner = {0};
    if (!file_read(path, &bytes, e))
        return false;
    bool processed = soan_office_is(text_view(&bytes));
    bool ok = processed ? soan_office_read(text_view(&bytes), office, &inner) : soan_outline_read(&bytes, r, &inner);
    if (ok && processed) {
        r->encoding = VIET_ENC_UTF8;
        text_free(&bytes);
        bytes = text_take(&office->text);
    }
    if (!ok && r->candidates && strcmp(path, "-") != 0 && isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
        enum viet_encoding chosen = ask(path, text_view(&bytes), r);
        if (chosen != VIET_ENC_UNKNOWN) {
            *r = (struct soan_reading){.encoding = chosen};
            ok = soan_outline_read(&bytes, r, &inner);
        }
    }
    if (ok)
        *out = text_take(&bytes);
    else
        error_set(e, inner.status, "%s: %s", path, text_str(&inner.message));
    error_free(&inner);
    text_free(&bytes);
    return ok;
}

void reading_print(const struct soan_reading *r)
{
    if (r->encoding == VIET_ENC_UTF8)
        return;
    if (r->score > 0)
        out_printf(_("  read as %s (%d %% of its marked words are common syllables)\n"), viet_encoding_name(r->encoding),
                   r->score);
    else
        out_printf(_("  read as %s\n"), viet_encoding_name(r->encoding));
    out_printf(soan_ngettext("  converted to UTF-8: %zu letter; an export is UTF-8 too\n",
                             "  converted to UTF-8: %zu letters; an export is UTF-8 too\n", r->letters),
               r->letters);
    if (r->capitals)
        out_printf(soan_ngettext("  capitals put back: %zu word in which an ABC font had drawn them\n",
                                 "  capitals put back: %zu words in which an ABC font had drawn them\n", r->capitals),
                   r->capitals);
}

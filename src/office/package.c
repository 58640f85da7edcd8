#include "office/package.h"

#include <libxml/parser.h>
#include <limits.h>
#include <zip.h>

enum { PART_MAX = 64 << 20 };

struct package {
    zip_t *zip;
};

bool soan_office_is(struct text_view bytes)
{
    return text_view_starts(bytes, TEXT_LIT("PK\003\004"));
}

struct package *package_open(struct text_view bytes, struct error *e)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes.bytes, bytes.len, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    if (!zip) {
        error_set(e, SOAN_BAD_DATA, _("is a damaged archive (%s); open it in the word processor and save it anew"),
                  zip_error_strerror(&why));
        zip_source_free(source);
        zip_error_fini(&why);
        return NULL;
    }
    zip_error_fini(&why);
    struct package *p = mem_alloc(sizeof *p);
    p->zip = zip;
    return p;
}

void package_close(struct package **p)
{
    if (*p)
        zip_discard((*p)->zip);
    mem_free(p);
}

bool package_has(struct package *p, const char *part)
{
    return zip_name_locate(p->zip, part, 0) >= 0;
}

static bool read_part(struct package *p, const char *part, struct text *out, struct error *e)
{
    zip_stat_t st;
    zip_file_t *f = NULL;
    if (zip_stat(p->zip, part, 0, &st) == 0 && (st.valid & ZIP_STAT_SIZE) && st.size > PART_MAX)
        return error_set(e, SOAN_BAD_DATA, _("%s in it is larger than 64 MB; divide the text"), part);
    f = zip_fopen(p->zip, part, 0);
    if (!f)
        return error_set(e, SOAN_BAD_DATA, _("%s in it cannot be read (%s); save it anew, without a password"), part,
                         zip_strerror(p->zip));
    zip_int64_t n = 0;
    char piece[16384];
    /* Whatever size the archive claims, no more than PART_MAX is unpacked. */
    while (out->len <= PART_MAX && (n = zip_fread(f, piece, sizeof piece)) > 0)
        text_append(out, (struct text_view){piece, (size_t)n});
    zip_fclose(f);
    if (n < 0)
        return error_set(e, SOAN_BAD_DATA, _("%s in it is damaged; open it in the word processor and save it anew"), part);
    return out->len <= PART_MAX ||
           error_set(e, SOAN_BAD_DATA, _("%s in it is larger than 64 MB; divide the text"), part);
}

bool package_xml(struct package *p, const char *part, xmlDoc **out, struct error *e)
{
    struct text bytes = {0};
    *out = NULL;
    if (!package_has(p, part))
        return true;
    bool ok = read_part(p, part, &bytes, e);
    if (ok) {
        /* Entities stay unexpanded and nothing is fetched: the parser's own limits hold against the rest. */
        *out = xmlReadMemory(text_str(&bytes), (int)bytes.len, part, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
        if (!*out)
            ok = error_set(e, SOAN_BAD_DATA, _("%s in it is no XML; open it in the word processor and save it anew"), part);
    }
    text_free(&bytes);
    return ok;
}

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/data.h"
#include "config.h"
#include "soan/base.h"

const char *soan_gettext(const char *msgid)
{
    return dgettext("soan", msgid);
}

const char *soan_ngettext(const char *one, const char *many, unsigned long n)
{
    return dngettext("soan", one, many, n);
}

static const char *wish_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

static bool speaks_vietnamese(const char *wish)
{
    return strncmp(wish, "vi", 2) == 0 && strchr("_.@-", wish[2]) != NULL;
}

static bool has_catalog(const char *dir)
{
    struct text path = {0};
    text_printf(&path, "%s/vi/LC_MESSAGES/soan.mo", dir);
    bool found = access(path.bytes, R_OK) == 0;
    text_free(&path);
    return found;
}

/* Beside the program where it was built or unpacked, else where it was to be installed. */
void language_directory(struct text *dir)
{
    static const char *const beside[] = {"../../po", "../share/locale"};
    char *program = realpath("/proc/self/exe", NULL);
    char *slash = program ? strrchr(program, '/') : NULL;
    for (size_t i = 0; slash && i < SOAN_ARRAY_LEN(beside); i++) {
        text_clear(dir);
        text_printf(dir, "%.*s/%s", (int)(slash - program), program, beside[i]);
        if (has_catalog(dir->bytes)) {
            free(program);
            return;
        }
    }
    free(program);
    text_clear(dir);
    text_append_str(dir, SOAN_LOCALEDIR);
}

bool language_set(const char *lang, struct error *e)
{
    if (lang && strcmp(lang, "vi") != 0 && strcmp(lang, "en") != 0)
        return error_set(e, SOAN_USAGE, _("language \"%s\" is not known; take vi or en"), lang);
    if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    /* glibc looks for translations by LANGUAGE in every locale but "C", so also in C.UTF-8, which needs no
     * generated locale. */
    bool foreign = !setlocale(LC_MESSAGES, "") || strncmp(setlocale(LC_MESSAGES, NULL), "C.", 2) == 0;
    if (foreign || lang)
        setlocale(LC_MESSAGES, "C.UTF-8");
    if (lang)
        setenv("LANGUAGE", lang, 1);
    else if (foreign && speaks_vietnamese(wish_of_environment()))
        setenv("LANGUAGE", "vi", 0);
    struct text dir = {0};
    language_directory(&dir);
    bindtextdomain("soan", dir.bytes);
    bind_textdomain_codeset("soan", "UTF-8");
    text_free(&dir);
    return true;
}

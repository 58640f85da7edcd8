/* The table that data/embed.c writes. */
#ifndef BASE_DATA_H
#define BASE_DATA_H
#include <stddef.h>
struct data_file { const char *name; const char *bytes; size_t len; };
extern const struct data_file data_files[];
extern const size_t data_files_count;

struct text;
struct error;
/* The directory that replaces shipped files, or NULL; the one that holds the translations. Borrowed, appended. */
const char *data_directory(void);
void language_directory(struct text *out);
/* file_read() for the program's own files. */
_Bool file_load(const char *path, struct text *out, struct error *e);

#endif

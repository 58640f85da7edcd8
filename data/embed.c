/* Writes the files named on the command line as a sorted C table. Names are relative to the first argument. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *root;
static const char *name_of(const char *path)
{
    const char *p = strstr(path, "data/");
    for (const char *q = p; q; q = strstr(q + 1, "data/")) p = q;
    (void)root;
    return p ? p + 5 : path;
}
static int by_name(const void *a, const void *b)
{
    return strcmp(name_of(*(char *const *)a), name_of(*(char *const *)b));
}
int main(int argc, char **argv)
{
    if (argc < 2) return 2;
    root = argv[1];
    char **file = argv + 2;
    int n = argc - 2;
    qsort(file, n, sizeof *file, by_name);
    printf("#include \"base/data.h\"\n");
    for (int i = 0; i < n; i++) {
        FILE *f = fopen(file[i], "rb");
        if (!f) { perror(file[i]); return 1; }
        printf("static const char file%d[] = {", i);
        int c;
        for (long k = 0; (c = getc(f)) != EOF; k++) printf("%s%d,", k % 20 ? "" : "\n", (int)(signed char)c);
        printf("0};\n");
        fclose(f);
    }
    printf("const struct data_file data_files[] = {\n");
    for (int i = 0; i < n; i++) printf("{\"%s\", file%d, sizeof file%d - 1},\n", name_of(file[i]), i, i);
    printf("{0}};\nconst size_t data_files_count = %d;\n", n);
    return 0;
}

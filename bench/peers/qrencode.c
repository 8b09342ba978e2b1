/* Symbols by libqrencode, and the content of their pages by hand: what C alone would do, without fonts, texts and page
 * objects. Reads "host rest" lines; argv[1] is encode, vector or mask, argv[2] the file to write. Prints CPU seconds. */
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum { PER_PAGE = 24, MOST = 1 << 20 };

static QRcode *encode(const char *host, const char *rest) {
    QRinput *input = QRinput_new2(4, QR_ECLEVEL_M);
    if (input == NULL || QRinput_append(input, QR_MODE_8, (int)strlen(host), (const unsigned char *)host) != 0 ||
        QRinput_append(input, QR_MODE_AN, (int)strlen(rest), (const unsigned char *)rest) != 0)
        exit(2);
    QRcode *code = QRcode_encodeInput(input);
    QRinput_free(input);
    if (code == NULL || code->version != 4) exit(2);
    return code;
}

static char *draw_path(char *at, const QRcode *code) {
    for (int x = 0; x < code->width; x++)
        for (int y = 0; y < code->width; y++) {
            int start = y;
            while (y < code->width && code->data[y * code->width + x] & 1) y++;
            if (y > start) at += sprintf(at, "%d %d 1 %d re\n", x, start, y - start);
        }
    return at + sprintf(at, "f\n");
}

static char *draw_mask(char *at, const QRcode *code) {
    int stride = (code->width + 7) / 8;
    at += sprintf(at, "BI/W %d/H %d/IM true/D[1 0]\nID ", code->width, code->width);
    memset(at, 0, (size_t)(stride * code->width));
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1) at[y * stride + x / 8] |= (char)(0x80 >> x % 8);
    at += stride * code->width;
    return at + sprintf(at, "\nEI\n");
}

static void write_page(FILE *out, const char *page, size_t length) {
    static Bytef packed[2 * MOST];
    uLongf size = sizeof packed;
    if (compress2(packed, &size, (const Bytef *)page, length, Z_DEFAULT_COMPRESSION) != Z_OK) exit(2);
    fprintf(out, "<</Filter/FlateDecode/Length %lu>>\nstream\n", size);
    fwrite(packed, 1, size, out);
    fputs("\nendstream\n", out);
}

int main(int argc, char **argv) {
    static char page[MOST];
    char host[256], rest[256], *at = page;
    if (argc < 3) return 2;
    int draws = strcmp(argv[1], "encode") != 0, is_mask = strcmp(argv[1], "mask") == 0, on_page = 0;
    FILE *out = fopen(argv[2], "wb");
    if (out == NULL) return 2;
    while (scanf("%255s %255s", host, rest) == 2) {
        QRcode *code = encode(host, rest);
        if (draws) {
            at += sprintf(at, "q\n1.5 0 0 -1.5 %d %d cm\n", 180 * (on_page % 3), 96 * (on_page / 3));
            at = is_mask ? draw_mask(at, code) : draw_path(at, code);
            at += sprintf(at, "Q\n");
            if (++on_page == PER_PAGE) {
                write_page(out, page, (size_t)(at - page));
                at = page, on_page = 0;
            }
        }
        QRcode_free(code);
    }
    if (at > page) write_page(out, page, (size_t)(at - page));
    fclose(out);
    printf("%f\n", (double)clock() / CLOCKS_PER_SEC);
    return 0;
}

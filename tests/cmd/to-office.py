#!/usr/bin/env python3
"""to-office.py docx|odt FILE: a small text as a word processor would keep it: numbered headings, a heading without a number,
bullets, a note, a comment on words, a table, tracked changes, a picture, contents."""
import sys
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(i, form, pattern):
    return (f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>')


DOCX = {
    'word/styles.xml': f'''<?xml version="1.0"?><w:styles {W}>
<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>''',
    'word/numbering.xml': f'''<?xml version="1.0"?><w:numbering {W}>
<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%2.")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "bullet", chr(0xF0B7))}{level(1, "bullet", "-")}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{level(0, "lowerLetter", "%1)")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>''',
    'word/footnotes.xml': f'''<?xml version="1.0"?><w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> Số liệu đến hết tháng 9.</w:t></w:r></w:p></w:footnote></w:footnotes>''',
    'word/comments.xml': f'''<?xml version="1.0"?><w:comments {W}><w:comment w:id="5" w:author="Chi bộ 3" w:date="2026-05-01T08:00:00Z">
<w:p><w:r><w:t>Lấy số của đơn vị nào?</w:t></w:r></w:p></w:comment></w:comments>''',
    'word/document.xml': f'''<?xml version="1.0"?><w:document {W}><w:body>
<w:p><w:r><w:t>BÁO CÁO CỦA PHƯỜNG</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr><w:r><w:t>I. TÌNH HÌNH	1</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>MỞ ĐẦU</w:t></w:r></w:p>
<w:p><w:r><w:t>Lời mở đầu.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>TÌNH HÌNH</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>Kinh tế</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">Thu ngân sách </w:t></w:r>
<w:commentRangeStart w:id="5"/><w:r><w:t>vượt dự toán</w:t></w:r><w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r><w:del w:id="9"><w:r><w:delText> nhiều</w:delText></w:r></w:del><w:ins w:id="8"><w:r><w:t>.</w:t></w:r></w:ins></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>Thu từ đất giảm.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>Văn hóa</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Chỉ tiêu</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Thực hiện</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing/></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>NHIỆM VỤ</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Việc thứ nhất;</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Việc thứ hai.</w:t></w:r></w:p>
</w:body></w:document>''',
}

NS = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in
              [('office', 'office'), ('text', 'text'), ('style', 'style'), ('table', 'table'), ('draw', 'drawing')])
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ODT = {
    'mimetype': 'application/vnd.oasis.opendocument.text',
    'styles.xml': f'''<?xml version="1.0"?><office:document-styles {NS}><office:styles><text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/></text:outline-style></office:styles></office:document-styles>''',
    'content.xml': f'''<?xml version="1.0"?><office:document-content {NS} {DC}><office:automatic-styles>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
<text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/></text:list-style>
</office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p> nhiều</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>BÁO CÁO CỦA PHƯỜNG</text:p>
<text:table-of-content><text:index-body><text:p>I. TÌNH HÌNH 1</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1" text:is-list-header="true">MỞ ĐẦU</text:h><text:p>Lời mở đầu.</text:p>
<text:h text:outline-level="1">TÌNH HÌNH</text:h><text:h text:outline-level="2">Kinh tế</text:h>
<text:list text:style-name="L1"><text:list-item><text:p>Thu ngân sách <office:annotation office:name="c1"><dc:creator>Chi bộ 3</dc:creator>
<dc:date>2026-05-01T08:00:00</dc:date><text:p>Lấy số của đơn vị nào?</text:p></office:annotation>vượt dự toán<office:annotation-end office:name="c1"/><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Số liệu đến hết tháng 9.</text:p></text:note-body></text:note>.</text:p>
<text:list><text:list-item><text:p>Thu từ đất giảm.</text:p></text:list-item></text:list></text:list-item></text:list>
<text:h text:outline-level="2">Văn hóa</text:h>
<table:table><table:table-row><table:table-cell><text:p>Chỉ tiêu</text:p></table:table-cell><table:table-cell><text:p>Thực hiện</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame/></text:p>
<text:h text:outline-level="1">NHIỆM VỤ</text:h>
<text:list text:style-name="L2"><text:list-item><text:p>Việc thứ nhất;</text:p></text:list-item><text:list-item><text:p>Việc thứ hai.</text:p></text:list-item></text:list>
</office:text></office:body></office:document-content>''',
}

kind, path = sys.argv[1:]
with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
    for name, body in (DOCX if kind == 'docx' else ODT).items():
        z.writestr(name, body)

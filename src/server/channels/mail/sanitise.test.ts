import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { showBidiControls } from '#domain/text/bidi-controls.ts';
import { flattenHtml } from './html-flatten.ts';
import { htmlToFullText } from './html-text.ts';
import { sanitiseMailHtml, showInlineImages, showRemoteImages } from './sanitise.ts';

describe('HTML from outside', () => {
  test('keeps what a mail says and how it is laid out', () => {
    const html =
      '<p dir="rtl" lang="ar" style="color: #333; text-align: right">مرحبا <b>يا</b></p><table border="1"><tr><td colspan="2">1</td></tr></table>';
    assert.equal(
      sanitiseMailHtml(html),
      html.replace('color: #333; text-align: right', 'color:#333;text-align:right'),
    );
  });

  test('loses everything that acts, loads or leaves', () => {
    const hostile = [
      '<script>x()</script>',
      '<img src=x onerror=x()>',
      '<svg onload=x()><script>x()</script></svg>',
      '<math><mi xlink:href="javascript:x()">y</mi></math>',
      '<iframe src="javascript:x()"></iframe>',
      '<a href="javascript:x()">y</a>',
      '<a href="&#106;avascript:x()">y</a>',
      '<a href="java\tscript:x()">y</a>',
      '<a href="vbscript:x()">y</a>',
      '<a href="data:text/html,<script>x()</script>">y</a>',
      '<form action="https://evil.test"><input name=q><button formaction="javascript:x()">y</button></form>',
      '<p style="background: url(https://evil.test/x)">y</p>',
      '<p style="position: fixed; top: 0">y</p>',
      '<style>@import "https://evil.test"</style>',
      '<link rel=stylesheet href="https://evil.test"><meta http-equiv=refresh content="0;url=https://evil.test">',
      '<base href="https://evil.test">',
      '<object data="x"></object><embed src="x">',
      '<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>',
      '<textarea><img src=x onerror=x()></textarea>',
      '<!--><img src=x onerror=x()>-->',
      '<p id="location" name="cookie" class="admin">y</p>',
      '<video src="https://evil.test/x" autoplay></video>',
      '<details open ontoggle=x()>y</details>',
      '<img srcset="https://evil.test/x 1x">',
      '<td background="https://evil.test/x">y</td>',
    ];
    for (const html of hostile) {
      const clean = sanitiseMailHtml(html);
      assert.doesNotMatch(
        clean,
        /script|\son\w+\s*=|evil|javascript|iframe|<form|<input|<svg|<style|\sid=|\sname=|\sclass=|position|srcset/i,
        html,
      );
    }
  });

  test('links say where they go and give nothing away', () => {
    assert.equal(
      sanitiseMailHtml(
        '<a href="https://shop.test/?a=1&amp;b=2" onclick="x()" target="_top">shop</a>',
      ),
      '<a href="https://shop.test/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">shop</a>',
    );
    assert.equal(sanitiseMailHtml('<a href="#top">up</a>'), '<a>up</a>');
    assert.match(sanitiseMailHtml('<a href="mailto:a@b.test">x</a>'), /href="mailto:a@b\.test"/);
  });

  test('no picture is loaded until the reader wants it', () => {
    const clean = sanitiseMailHtml(
      '<img src="https://evil.test/p.gif?a=1&b=2"><img src="cid:logo%40shop"><img data-src="x" src="//evil.test/x"><img src="data:image/png;base64,AAAA"><img src="data:image/svg+xml;base64,AAAA">',
    );
    assert.equal(
      clean,
      '<img data-src="https://evil.test/p.gif?a=1&amp;b=2" /><img data-cid="logo@shop" /><img /><img src="data:image/png;base64,AAAA" /><img />',
    );
    assert.equal(
      showInlineImages(clean, (contentId) =>
        contentId === 'logo@shop' ? '/files/1?a="&' : null,
      ).includes('<img src="/files/1?a=&quot;&amp;" />'),
      true,
    );
    assert.equal(
      showInlineImages(clean, () => null),
      clean,
    );
    assert.match(
      showRemoteImages(clean),
      /<img src="https:\/\/evil\.test\/p\.gif\?a=1&amp;b=2" referrerpolicy="no-referrer" loading="lazy" \/>/,
    );
  });

  test('direction controls are shown, direction marks of plain Arabic stay', () => {
    assert.equal(sanitiseMailHtml('<p>invoice\u202efdp.exe</p>'), '<p>invoice[U+202E]fdp.exe</p>');
    assert.equal(showBidiControls('a\u2066b\u2069'), 'a[U+2066]b[U+2069]');
    assert.equal(showBidiControls('\u200fمرحبا'), '\u200fمرحبا');
  });

  test('sanitising twice changes nothing more, so it can be done again before showing', () => {
    const once = sanitiseMailHtml(
      '<p>a &lt;b&gt; <a href="https://x.test">c</a><img src="cid:1"><img src="https://x.test/y?a=1&b=2"></p>',
    );
    assert.match(once, /data-cid="1"[\s\S]*data-src="https:\/\/x\.test\/y\?a=1&amp;b=2"/);
    assert.equal(sanitiseMailHtml(once), once);
    assert.equal(sanitiseMailHtml('<img data-src="javascript:x()">'), '<img />');
  });
});

describe('depth', () => {
  test('a bomb of nested tags is flattened, its words kept', () => {
    const bomb = `${'<div>'.repeat(50_000)}words${'</div>'.repeat(50_000)}<p>after</p>`;
    assert.ok(flattenHtml(bomb, 200).length < 3_000);
    assert.match(sanitiseMailHtml(bomb), /words[\s\S]*<p>after<\/p>/);
    assert.equal(htmlToFullText(bomb).replace(/\s+/g, ' '), 'words after');
  });

  test('tags that need no end do not count as depth', () => {
    const list = `<ul>${'<li>one'.repeat(1_000)}</ul>${'<p>two'.repeat(1_000)}${'<br>'.repeat(1_000)}`;
    assert.equal(flattenHtml(list, 200), list);
  });

  test('text with angle brackets is not taken for tags', () => {
    const text = 'if a < b and c > d then <3';
    assert.equal(flattenHtml(text, 1), text);
  });
});

/** The look of an exported page: that of the window, reduced to what a page on its own needs. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1d1d1f, #ececee);
  --quiet: light-dark(#5c5c63, #a6a6ad);
  --page: light-dark(#ffffff, #1a1a1c);
  --bubble: light-dark(#eef1f6, #2a2d33);
  --code: light-dark(#f4f4f5, #242427);
  --line: light-dark(#dcdce0, #3a3a3e);
  --accent: light-dark(#0b57c2, #8ab4ff);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--page);
  color: var(--text);
  font: 15px/1.55 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
main { max-inline-size: 46rem; margin-inline: auto; padding: 2rem 1rem 4rem; }
header { margin-block-end: 2rem; border-block-end: 1px solid var(--line); padding-block-end: 1rem; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
header p { margin: 0; color: var(--quiet); font-size: .875rem; }
article { margin-block: 1.5rem; }
article.user .text { padding: .75rem 1rem; border-radius: 16px; background: var(--bubble); }
article h2 { margin: 0 0 .25rem; font-size: .875rem; font-weight: 600; }
article h2 time, article h2 span { color: var(--quiet); font-weight: 400; }
.plain { white-space: pre-wrap; }
.text > :first-child, details > :nth-child(2) { margin-block-start: 0; }
.text > :last-child { margin-block-end: 0; }
.text :is(h1, h2, h3, h4, h5, h6) { font-size: 1rem; color: inherit; margin-block: 1rem .5rem; }
pre { overflow-x: auto; padding: .75rem 1rem; border-radius: 8px; background: var(--code); white-space: pre-wrap; }
code { font: .875em ui-monospace, monospace; }
a { color: var(--accent); }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { padding: .25rem .5rem; border: 1px solid var(--line); text-align: start; }
[align=center] { text-align: center; }
[align=right] { text-align: right; }
sub, sup { line-height: 1; }
.maths { white-space: pre-wrap; }
.maths.display { display: block; margin-block: 1rem; }
.address { color: var(--quiet); }
.footnotes { border-block-start: 1px solid var(--line); padding-block-start: .5rem; color: var(--quiet); font-size: .875rem; }
details { margin-block: .5rem; color: var(--quiet); font-size: .875rem; }
footer { margin-block-start: 3rem; color: var(--quiet); font-size: .8125rem; }
`

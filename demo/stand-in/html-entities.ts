const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const NAMES = new Map<string, string>([
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['"', 'quot'],
  ['€', 'euro'],
  ['–', 'ndash'],
  ['—', 'mdash'],
  ['‘', 'lsquo'],
  ['’', 'rsquo'],
  ['“', 'ldquo'],
  ['”', 'rdquo'],
  ['…', 'hellip'],
  ...LATIN.split(' ').map((name, index): [string, string] => [String.fromCharCode(0xa0 + index), name]),
]);
const CHARACTERS = new Map([...NAMES].map(([character, name]) => [name, character]));

/** PHP's htmlentities with ENT_QUOTES: so is the key "label" of a record encoded, and only it. */
export function encodeEntities(text: string): string {
  return text.replace(/[&<>"'\u0080-\uffff]/g, (character) => {
    if (character === "'") return '&#039;';
    const name = NAMES.get(character);
    return name === undefined ? character : `&${name};`;
  });
}

/** PHP's html_entity_decode with ENT_QUOTES: what revise does to every value it is given. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#\d+|#[xX][0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return name === 'apos' ? "'" : (CHARACTERS.get(name) ?? whole);
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}

/** A text as it must stand in SVG, HTML and Pango markup, between tags and in quotes. */
export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

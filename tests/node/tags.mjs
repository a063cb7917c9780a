// The structure tree of each page of a PDF, with the words of every piece of content, as pdf.js reads them: JSON.
import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const data = new Uint8Array(readFileSync(process.argv[2]));
const pdf = await getDocument({ data, verbosity: 0, useSystemFonts: false, disableFontFace: true }).promise;
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const words = {};
  const open = [];
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if (item.type === undefined) {
      for (const id of open) if (id) words[id] = (words[id] ?? "") + item.str;
    } else if (item.type.startsWith("beginMarkedContent")) open.push(item.id ?? null);
    else open.pop();
  }
  pages.push({ tree: await page.getStructTree(), words });
}
console.log(JSON.stringify(pages));

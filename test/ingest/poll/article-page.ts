/** A page with one article of the tests' own, whose text says its title. */
export function writeArticlePage(title: string): string {
  const sentences = [
    'opened on Friday after four years of work, and the mayor said that 12,000 cars will cross each day.',
    'took engineers from three countries, who hung cables that weigh 900 tonnes, and cost 41 million euros.',
    'will be free until the end of the year, the harbour office said, and the ferries go on until then.',
    'had been planned since the flood of the spring before last, when the old crossing was closed for weeks.',
  ];
  const paragraphs = sentences.map((sentence) => `<p>${title}: the crossing ${sentence}</p>`).join('');
  return `<!doctype html><html lang="en"><head><title>${title}</title></head>
    <body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${paragraphs}</article></body></html>`;
}

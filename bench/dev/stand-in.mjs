#!/usr/bin/env node
// Stand-in for chava-endpoint during development of the rival.
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const [command, ...args] = process.argv.slice(2);
const opt = (n) => args[args.indexOf(n) + 1];
let s = 1;
const rnd = () => { s = (s * 1664525 + 1013904223) >>> 0; return s / 2 ** 32; };
const zipf = (list) => list[Math.floor(list.length * rnd() ** 2.2)];
const base = 'bibliothèque atelier maison espace centre école jardin potager numérique ordinateur aide français langue alphabétisation cours formation insertion emploi quartier culture musée théâtre lecture écriture devoirs enfants parents seniors jeunes cuisine vélo réparation environnement nature mobilité logement citoyenneté accompagnement administratif démarches papiers smartphone internet initiation gratuit inscription soutien scolaire orientation métiers association solidarité rencontre conversation table couture informatique bureautique tableur photographie vidéo musique chant danse sport santé alimentation durable compost permaculture biodiversité déchets énergie climat histoire patrimoine ville rue place gare'.split(' ');
const syll = 'ba be bi bo cha che cli cou da dé di do fa fé fi for ga gé gra ha hé jo la lé li lo ma mé mi mo na né ni no pa pé pi por ra ré ri ro sa sé si so ta té ti tra va vé vi vo'.split(' ');
const vocab = [...base]; for (let i = 0; i < 6000; i++) { let w = ''; for (let k = 0; k < 2 + Math.floor(rnd() * 3); k++) w += syll[Math.floor(rnd() * syll.length)]; vocab.push(w + ['', 'e', 's', 'tion', 'ment'][Math.floor(rnd() * 5)]); }
const words = (n) => Array.from({ length: n }, () => zipf(vocab)).join(' ');
const sections = 'Charleroi,Couillet,Dampremy,Gilly,Gosselies,Goutroux,Jumet,Lodelinsart,Marchienne-au-Pont,Marcinelle,Monceau-sur-Sambre,Montignies-sur-Sambre,Mont-sur-Marchienne,Ransart,Roux'.split(',');
const themes = ['education-numerique', 'culture-art-citoyennete', 'nature-territoire-developpement-durable'];
const topics = 'fracture-numerique parascolaire orientation ecriture alimentation mobilite logement langues emploi'.split(' ');
const shared = () => ({ themes: [zipf(themes)], topics: [zipf(topics), zipf(topics)], description: `${words(12)}. ${words(14)}.`, cost: { kind: zipf(['free', 'conditional', 'paid']) }, languages: ['fr'], audiences: ['adultes'], sources: [{ url: `https://example.org/${words(1)}`, seen: '2026-11-02', facts: ['name', 'address'] }] });
const slug = (t, i) => t.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z]+/gi, '-').toLowerCase().slice(0, 50) + '-' + i;
function generate(P, S) {
  const places = [], offers = [], sessions = [], organisations = [];
  for (let i = 0; i < P; i++) { const name = `${zipf(base)} ${words(2)}`; places.push({ id: slug(name, i), name, placeType: zipf(['library', 'school', 'association', 'museum']), ...shared(), address: { street: `rue ${words(2)}`, number: `${1 + i % 90}`, postalCode: '6000', section: zipf(sections) }, position: { lat: 50.4 + rnd() / 10, lon: 4.4 + rnd() / 10, precision: 'exact' }, phones: [{ number: '+3271000000', type: 'landline' }], openingHours: 'Mo-Fr 09:00-12:00,13:00-17:00', accessibility: { wheelchair: 'yes' }, transport: words(6) }); }
  for (let i = 0; i < P * 0.5; i++) { const title = `${zipf(base)} ${words(2)}`; offers.push({ id: slug(title, i), title, offerType: zipf(['course', 'workshop', 'help']), placeIds: [places[i % P].id], ...shared() }); }
  for (let i = 0; i < S; i++) { const title = `${zipf(base)} ${words(2)}`; sessions.push({ id: slug(title, i), ...(rnd() < .6 ? { offerId: offers[i % offers.length].id } : { title, ...shared() }), placeId: places[i % P].id, start: '2026-12-05T14:00', durationMinutes: 120, rrule: 'FREQ=WEEKLY;BYDAY=SA' }); }
  for (let i = 0; i < P / 20; i++) organisations.push({ id: `org-${i}`, name: words(3), ...shared() });
  return { format: 'chava-catalogue', version: 1, places, offers, sessions, organisations };
}
if (command === 'generate') process.stdout.write(JSON.stringify(generate(+opt('--places'), +opt('--sessions'))));
if (command === 'import') { mkdirSync(opt('--data-dir'), { recursive: true }); const d = JSON.parse(readFileSync(args[0])); let n = 0; for (const l of Object.values(d)) if (Array.isArray(l)) for (const r of l) r.modified = ++n; writeFileSync(opt('--data-dir') + '/snapshot.json', JSON.stringify(d)); }
if (command === 'serve') {
  const body = readFileSync(opt('--data-dir') + '/snapshot.json');
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  createServer((q, r) => {
    if (q.url === '/api/catalogue') return r.setHeader('content-type', 'application/json').end(JSON.stringify({ epoch: 'e1', change: 1, snapshot: { url: '/api/catalogue/e1-1.json', bytes: body.length, brotliBytes: br.length, sha256: createHash('sha256').update(body).digest('hex') } }));
    if (q.url.startsWith('/api/catalogue/')) return r.setHeader('content-encoding', 'br').end(br);
    r.end('{}');
  }).listen(+opt('--port'), '127.0.0.1');
}

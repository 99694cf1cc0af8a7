// Digital Bazaar's libraries as a peer for credseal's tests and benchmarks: one JSON request a line on standard input, one
// JSON answer a line on standard output. Contexts are what the caller hands over and did:key documents are computed, so
// that nothing is ever fetched.
//
//   {"do": "contexts", "documents": {"https://...": {"@context": ...}}}
//   {"do": "key", "kind": "P-256"}                                        -> {"publicKeyMultibase", "secretKeyMultibase"}
//   {"do": "sign", "document": {...}, "suite": "eddsa-rdfc-2022", "key": {...}}
//   {"do": "verify", "document": {...}}                                   -> {"verified", "proofs": [...], "reason"}
//   {"do": "canonize", "document": {...}, "hash": "sha256"}               -> N-Quads, in safe mode
//   {"do": "time", "times": 5, "text": "{...}", "request": {"do": "verify"}}  -> CPU time of each in microseconds, parsing included

import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as didKey from '@digitalbazaar/did-method-key';
import * as ecdsaJcs2019 from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as eddsaJcs2022 from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {createInterface} from 'node:readline';
import {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import jsonld from 'jsonld';

const contexts = new Map();
const dids = new Map();
const keys = new Map();

const driver = didKey.driver();
driver.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
driver.use({multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from});
driver.use({multibaseMultikeyHeader: 'z82L', fromMultibase: EcdsaMultikey.from});

const signing = {
  'eddsa-rdfc-2022': eddsaRdfc2022,
  'eddsa-jcs-2022': eddsaJcs2022.createSignCryptosuite(),
  'ecdsa-rdfc-2019': ecdsaRdfc2019,
  'ecdsa-jcs-2019': ecdsaJcs2019.createSignCryptosuite()
};
const verifying = [
  eddsaRdfc2022, eddsaJcs2022.createVerifyCryptosuite(), ecdsaRdfc2019, ecdsaJcs2019.createVerifyCryptosuite()
];

async function documentLoader(url) {
  if(contexts.has(url)) {
    // "static" lets jsonld.js keep what it worked out: the fastest way to use it
    return {contextUrl: null, documentUrl: url, document: contexts.get(url), tag: 'static'};
  }
  if(url.startsWith('did:key:')) {
    if(!dids.has(url)) {
      dids.set(url, await driver.get({url}));
    }
    return {contextUrl: null, documentUrl: url, document: dids.get(url)};
  }
  throw new Error(`nothing is fetched: ${url}`);
}

async function makeKey({kind}) {
  const pair = kind === 'Ed25519' ? await Ed25519Multikey.generate() : await EcdsaMultikey.generate({curve: kind});
  const {publicKeyMultibase, secretKeyMultibase} = await pair.export({publicKey: true, secretKey: true, canonicalize: true});
  return {publicKeyMultibase, secretKeyMultibase};
}

async function openKey(key) {
  const {secretKeyMultibase} = key;
  if(!keys.has(secretKeyMultibase)) {
    keys.set(secretKeyMultibase, await importKey(key));
  }
  return keys.get(secretKeyMultibase);
}

async function importKey({publicKeyMultibase, secretKeyMultibase}) {
  const controller = `did:key:${publicKeyMultibase}`;
  const id = `${controller}#${publicKeyMultibase}`;
  const Multikey = publicKeyMultibase.startsWith('z6Mk') ? Ed25519Multikey : EcdsaMultikey;
  return Multikey.from({
    '@context': 'https://w3id.org/security/multikey/v1', type: 'Multikey', id, controller, publicKeyMultibase, secretKeyMultibase
  });
}

async function sign({document, suite, key, created}) {
  const signer = (await openKey(key)).signer();
  const options = {signer, date: created};
  const proof = suite === 'Ed25519Signature2020' ?
    new Ed25519Signature2020(options) : new DataIntegrityProof({...options, cryptosuite: signing[suite]});
  return vc.issue({credential: document, suite: proof, documentLoader});
}

async function verify({document, now}) {
  const suite = [new Ed25519Signature2020(), ...verifying.map(cryptosuite => new DataIntegrityProof({cryptosuite}))];
  // what the status list says is not the question here
  const checkStatus = async () => ({verified: true});
  const result = await vc.verifyCredential({credential: document, suite, documentLoader, checkStatus, now});
  const proofs = (result.results ?? []).map(one => ({verified: one.verified, reason: reasonOf(one.error)}));
  return {verified: result.verified, proofs, reason: reasonOf(result.error)};
}

async function canonize({document, hash = 'sha256'}) {
  const canonizeOptions = {messageDigestAlgorithm: hash};
  return jsonld.canonize(document, {base: null, safe: true, documentLoader, canonizeOptions});
}

async function time({request, text, times}) {
  const before = process.cpuUsage();
  for(let i = 0; i < times; ++i) {
    await verbs[request.do]({...request, document: JSON.parse(text)});
  }
  const {user, system} = process.cpuUsage(before);
  return (user + system) / times;
}

function reasonOf(error) {
  if(!error) {
    return null;
  }
  const parts = [error, ...(error.errors ?? [])].map(
    one => [one.message, one.details?.event?.code].filter(Boolean).join(' '));
  return parts.join('; ');
}

const verbs = {
  canonize, sign, time, verify,
  key: makeKey,
  contexts: ({documents}) => {
    for(const [url, document] of Object.entries(documents)) {
      contexts.set(url, document);
    }
    return contexts.size;
  }
};

for await (const line of createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = {answer: await verbs[request.do](request)};
  } catch(error) {
    answer = {error: reasonOf(error)};
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}

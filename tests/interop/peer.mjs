// Digital Bazaar's libraries as a peer for credseal's tests and benchmarks: one JSON request a line on standard input, one
// JSON answer a line on standard output. Contexts are what the caller hands over and did:key documents are computed, so
// that nothing is ever fetched.
//
//   {"do": "contexts", "documents": {"https://...": {"@context": ...}}}
//   {"do": "key", "kind": "P-256"}                                        -> {"publicKeyMultibase", "secretKeyMultibase"}
//   {"do": "sign", "document": {...}, "suite": "eddsa-rdfc-2022", "key": {...}}
//   {"do": "sign", "document": {...}, "suite": "ecdsa-sd-2023", "key": {...}, "mandatoryPointers": ["/issuer"]}
//   {"do": "derive", "document": {...}, "selectivePointers": ["/credentialSubject/result"]}
//   {"do": "verify", "document": {...}}                                   -> {"verified", "proofs": [...], "reason"}
//   {"do": "present", "credentials": [...], "suite": "...", "key": {...}, "challenge": "...", "domain": "..."}  -> a presentation
//   {"do": "verifyPresentation", "document": {...}, "challenge": "...", "domain": "..."}  -> {"verified", "credentials", "reason"}
//   {"do": "signToken", "payload": {...}, "header": {...}, "jwk": {...}}  -> a compact token, by jose
//   {"do": "verifyToken", "token": "eyJ...", "jwk": {...}}                -> {"payload", "header"}, by jose
//   {"do": "issueSdJwt", "claims": {...}, "frame": {...}, "jwk": {...}}   -> an SD-JWT VC, ES256, by @sd-jwt/sd-jwt-vc
//   {"do": "presentSdJwt", "text": "eyJ...~", "frame": {...}, "jwk": {...}, "keyBinding": {...}}  -> with the proof of a key
//   {"do": "verifySdJwt", "text": "eyJ...~", "jwk": {...}, "nonce": "..."}  -> {"payload", "header", "keyBinding"}
//   {"do": "askForCredential", "attested": [jwk], "holder": {...}, "provider": {...}, "chain": ["MII..."], "issuer": "https://...",
//     "nonce": "...", "now": 1795168800}  -> {"proof", "attestation"}: what a wallet sends, by @openid4vc/openid4vci
//   {"do": "canonize", "document": {...}, "hash": "sha256"}               -> N-Quads, in safe mode
//   {"do": "time", "times": 5, "text": "{...}", "request": {"do": "verify"}}  -> CPU time of each in microseconds, parsing included

import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as didKey from '@digitalbazaar/did-method-key';
import * as ecdsaJcs2019 from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as ecdsaSd2023 from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as eddsaJcs2022 from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {createHash} from 'node:crypto';
import {createInterface} from 'node:readline';
import {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {ES256, digest, generateSalt} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import * as jose from 'jose';
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
  eddsaRdfc2022, eddsaJcs2022.createVerifyCryptosuite(), ecdsaRdfc2019, ecdsaJcs2019.createVerifyCryptosuite(),
  ecdsaSd2023.createVerifyCryptosuite()
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

async function present({credentials, suite, key, created, challenge, domain}) {
  const pair = await openKey(key);
  const options = {signer: pair.signer(), date: created};
  const proof = suite === 'Ed25519Signature2020' ?
    new Ed25519Signature2020(options) : new DataIntegrityProof({...options, cryptosuite: signing[suite]});
  const presentation = vc.createPresentation({verifiableCredential: credentials, holder: pair.controller, now: created});
  return vc.signPresentation({presentation, suite: proof, challenge, domain, documentLoader});
}

async function verifyPresentation({document, challenge, domain, now}) {
  const suite = [new Ed25519Signature2020(), ...verifying.map(cryptosuite => new DataIntegrityProof({cryptosuite}))];
  const checkStatus = async () => ({verified: true});
  const result = await vc.verify({presentation: document, suite, challenge, domain, documentLoader, checkStatus, now});
  const credentials = (result.credentialResults ?? []).map(one => one.verified);
  return {verified: result.verified, credentials, reason: reasonOf(result.error)};
}

async function sign({document, suite, key, created, mandatoryPointers}) {
  const signer = (await openKey(key)).signer();
  const options = {signer, date: created};
  const cryptosuite = mandatoryPointers ? ecdsaSd2023.createSignCryptosuite({mandatoryPointers}) : signing[suite];
  const proof = suite === 'Ed25519Signature2020' ?
    new Ed25519Signature2020(options) : new DataIntegrityProof({...options, cryptosuite});
  return vc.issue({credential: document, suite: proof, documentLoader});
}

async function derive({document, selectivePointers}) {
  const cryptosuite = ecdsaSd2023.createDiscloseCryptosuite({selectivePointers});
  return vc.derive({verifiableCredential: document, suite: new DataIntegrityProof({cryptosuite}), documentLoader});
}

async function verify({document, now}) {
  const suite = [new Ed25519Signature2020(), ...verifying.map(cryptosuite => new DataIntegrityProof({cryptosuite}))];
  // what the status list says is not the question here
  const checkStatus = async () => ({verified: true});
  const result = await vc.verifyCredential({credential: document, suite, documentLoader, checkStatus, now});
  const proofs = (result.results ?? []).map(one => ({verified: one.verified, reason: reasonOf(one.error)}));
  return {verified: result.verified, proofs, reason: reasonOf(result.error)};
}

async function signToken({payload, header, jwk}) {
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return new jose.CompactSign(bytes).setProtectedHeader(header).sign(await jose.importJWK(jwk, header.alg));
}

async function verifyToken({token, jwk}) {
  const {alg} = jose.decodeProtectedHeader(token);
  const {payload, protectedHeader} = await jose.compactVerify(token, await jose.importJWK(jwk, alg));
  return {payload: JSON.parse(new TextDecoder().decode(payload)), header: protectedHeader};
}

function sdJwtVc(keys) {
  return new SDJwtVcInstance({
    hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt, signAlg: ES256.alg, kbSignAlg: ES256.alg, ...keys
  });
}

async function issueSdJwt({claims, frame, jwk}) {
  return sdJwtVc({signer: await ES256.getSigner(jwk)}).issue(claims, frame);
}

async function presentSdJwt({text, frame, jwk, keyBinding}) {
  const options = keyBinding ? {kb: {payload: keyBinding}} : {};
  return sdJwtVc({kbSigner: await ES256.getSigner(jwk)}).present(text, frame, options);
}

async function verifySdJwt({text, jwk, nonce, now}) {
  const kbVerifier = async (data, signature, payload) => (await ES256.getVerifier(payload.cnf.jwk))(data, signature);
  const verifying = sdJwtVc({verifier: await ES256.getVerifier(jwk), kbVerifier});
  const {payload, header, kb} = await verifying.verify(text, {currentDate: now, keyBindingNonce: nonce});
  return {payload, header, keyBinding: kb?.payload ?? null};
}

// Of a wallet whose provider attests its keys: a proof of the first one with an attestation in its header, and an attestation alone.
async function askForCredential({attested, holder, provider, chain, issuer, nonce, now}) {
  const {Openid4vciClient, createKeyAttestationJwt} = await import('@openid4vc/openid4vci');
  const keys = {x5c: provider, jwk: holder};
  const callbacks = {
    hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
    async signJwt({method, alg}, {header, payload}) {
      const key = await jose.importJWK(keys[method], alg);
      const jwt = await new jose.SignJWT(payload).setProtectedHeader(header).sign(key);
      return {jwt, signerJwk: publicPart(keys[method])};
    }
  };
  const issuedAt = new Date(now * 1000);
  const attest = (use, given) => createKeyAttestationJwt({
    callbacks, use, nonce: given, issuedAt, expiresAt: new Date((now + 3600) * 1000), attestedKeys: attested,
    keyStorage: ['iso_18045_high'], userAuthentication: ['iso_18045_moderate'], signer: {method: 'x5c', alg: 'ES256', x5c: chain}
  });
  const learning = {
    format: 'dc+sd-jwt', vct: 'urn:eu.europa.ec.eudi:learning:credential:1', cryptographic_binding_methods_supported: ['jwk'],
    proof_types_supported: {jwt: {proof_signing_alg_values_supported: ['ES256'], key_attestations_required: {}}}
  };
  const offered = {credential_issuer: issuer, credential_endpoint: `${issuer}/credential`, credential_configurations_supported: {learning}};
  const {jwt} = await new Openid4vciClient({callbacks}).createCredentialRequestJwtProof({
    issuerMetadata: {credentialIssuer: offered, authorizationServers: [], originalDraftVersion: 'V1', knownCredentialConfigurations: {learning}},
    credentialConfigurationId: 'learning', nonce, issuedAt, keyAttestationJwt: await attest('proof_type.jwt'),
    signer: {method: 'jwk', alg: 'ES256', publicJwk: publicPart(holder)}
  });
  return {proof: jwt, attestation: await attest('proof_type.attestation', nonce)};
}

function publicPart({d, ...members}) {
  return members;
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
  askForCredential, canonize, derive, issueSdJwt, present, presentSdJwt, sign, signToken, time, verify, verifyPresentation, verifySdJwt, verifyToken,
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

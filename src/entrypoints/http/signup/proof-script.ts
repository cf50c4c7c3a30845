import { createHash } from 'node:crypto';

/**
 * Answers the challenge in the page while the person types (ALTCHA's protocol 2: PBKDF2 over nonce and counter until
 * the key begins as asked). `crypto.subtle` works beside the page, so nothing stutters. Without script, or on a page
 * without TLS, the field stays empty and the form works all the same.
 */
export const PROOF_SCRIPT = `(async()=>{
const field=document.querySelector('[data-challenge]'),subtle=window.crypto&&crypto.subtle;
if(!field||!subtle)return;
const challenge=JSON.parse(field.dataset.challenge),{nonce,salt,cost,keyLength,keyPrefix}=challenge.parameters;
const bytes=(hex)=>Uint8Array.from(hex.match(/../g),(pair)=>parseInt(pair,16));
const hex=(buffer)=>[...new Uint8Array(buffer)].map((byte)=>byte.toString(16).padStart(2,'0')).join('');
const size=nonce.length/2,word=new Uint8Array(size+4),how={name:'PBKDF2',hash:'SHA-256',salt:bytes(salt),iterations:cost};
word.set(bytes(nonce));
for(let counter=0;;counter++){
new DataView(word.buffer).setUint32(size,counter);
const key=await subtle.importKey('raw',word,'PBKDF2',false,['deriveBits']);
const derivedKey=hex(await subtle.deriveBits(how,key,keyLength*8));
if(derivedKey.startsWith(keyPrefix)){field.value=btoa(JSON.stringify({challenge,solution:{counter,derivedKey}}));return}
}
})()`;

/** The CSP source of that script. */
export const PROOF_SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(PROOF_SCRIPT).digest('base64')}'`;

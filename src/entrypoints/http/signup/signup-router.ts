import express, { type Request, type Response, Router } from 'express';
import { Failure } from '../../../flow/failure';
import type { PersonRequest } from '../../../flow/person-requests';
import type { PublicAppDeps, SignupSettings } from '../app-deps';
import { clickKind } from '../clicks';
import { consentTextFor } from '../hub/consent-text';
import { chooseLanguage } from '../language';
import { networkOf } from '../network-of';
import type { Pages } from '../pages';
import type { RateLimits } from '../rate-limits';
import { RETRY_SECONDS } from '../retry-after';
import { allowScript } from '../security-headers';
import { WORDS } from '../views/dictionary';
import { type Admit, createAdmission } from './admit';
import { SIGNUP_WORDS } from './dictionary';
import { createProofOfWork, type ProofOfWork } from './proof-of-work';
import { PROOF_SCRIPT_SOURCE } from './proof-script';
import { lookInMailView, type SignupPage, signupView, tooManyView } from './signup-view';
import { faultsIn, readTyped, type Typed } from './typed';

/** Names, topics and a proof of work; a longer body is no sign-up. */
const LARGEST = '16kb';
const METHODS = 'GET, HEAD, POST, OPTIONS';

interface Signup {
  readonly deps: PublicAppDeps;
  readonly pages: Pages;
  readonly source: string;
  readonly proofs: ProofOfWork;
  readonly admit: Admit;
}

/** `/signup`: GET shows the form, POST accepts a sign-up. The answer is the same for every address. */
export function signupRouter(
  deps: PublicAppDeps,
  pages: Pages,
  { limits, settings }: { readonly limits: RateLimits; readonly settings: SignupSettings },
): Router {
  const proofs = createProofOfWork({
    key: settings.proofKey,
    clock: deps.clock,
    cost: settings.proofCost,
  });
  const admit = createAdmission(deps, proofs, settings);
  const signup: Signup = { deps, pages, source: settings.source, proofs, admit };
  const router = Router({ caseSensitive: true });
  router
    .route('/signup')
    .get(limits.perClient, async (request, response) => {
      deps.clicks('signup', request.method, clickKind(request));
      await sendForm(signup, response, 200, { language: languageOf(deps, request) });
    })
    .post(
      limits.perClient,
      express.raw({ type: () => true, limit: LARGEST, inflate: false }),
      (request, response) => takeSignup(signup, request, response),
    )
    .options((_request, response) => {
      response.set('Allow', METHODS).status(204).end();
    })
    .all((request, response) => {
      response.set('Allow', METHODS);
      pages.notice(request, response, { status: 405, kind: 'wrongMethod' });
    });
  return router;
}

const languageOf = ({ settings }: PublicAppDeps, request: Request) =>
  chooseLanguage(request, settings.defaultLanguage);

async function sendForm(
  { deps, pages, proofs }: Signup,
  response: Response,
  status: number,
  page: Omit<SignupPage, 'topics' | 'challenge'>,
): Promise<void> {
  const shown = { ...page, topics: deps.person.topics(), challenge: await proofs.challenge() };
  allowScript(response, PROOF_SCRIPT_SOURCE);
  pages.send(response, status, signupView(deps.settings, shown));
}

async function takeSignup(signup: Signup, request: Request, response: Response): Promise<void> {
  const { deps, pages } = signup;
  const typed = readTyped(request);
  const language = languageOf(deps, request);
  deps.clicks('signup', request.method, typed.trapped ? 'trap' : clickKind(request));
  if (typed.trapped) {
    pages.send(response, 200, lookInMailView(language));
    return;
  }
  const words = SIGNUP_WORDS[language];
  const textMark = consentTextFor(language, deps.settings).mark;
  const faults = faultsIn(typed, { topics: deps.person.topics(), textMark });
  if (Object.keys(faults).length > 0) {
    await sendForm(signup, response, 422, { language, typed, faults, notice: words.look });
    return;
  }
  const admission = await signup.admit(request, response, typed.proof);
  if (admission === 'again') await sendForm(signup, response, 422, { language, typed, notice: words.again });
  else if (admission === 'tooMany') {
    const wait = Number(response.getHeader('Retry-After') ?? RETRY_SECONDS);
    pages.send(response, 429, tooManyView(language, wait));
  } else if (admission === 'admitted' && (await accept(signup, request, typed)))
    pages.send(response, 200, lookInMailView(language));
  else {
    const [notice = ''] = WORDS[language].notices.unavailable.text;
    response.set('Retry-After', RETRY_SECONDS);
    await sendForm(signup, response, 503, { language, typed, notice });
  }
}

/** `false` when the queue can't take it: then nothing is promised. */
async function accept({ deps, source }: Signup, request: Request, typed: Typed): Promise<boolean> {
  const { settings, clock, person } = deps;
  const language = languageOf(deps, request);
  const shown = consentTextFor(language, settings);
  const signUp: PersonRequest = {
    kind: 'sign-up',
    shown: { text: shown.text, language: shown.language, policyUrl: settings.privacyUrl },
    topics: typed.topics,
    source,
    language,
    occurredAt: clock.now(),
  };
  const { firstname, lastname, email } = typed;
  try {
    const network = networkOf(request, settings.evidenceNetwork);
    await person.accept(signUp, { firstname, lastname, email }, network === null ? {} : { network });
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'store_unavailable') return false;
    throw error;
  }
}

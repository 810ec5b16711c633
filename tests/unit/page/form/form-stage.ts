import { signal } from '@preact/signals';
import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PageFocus } from '../../../../lib/page/focus';
import { createForm, type Form } from '../../../../lib/page/form/form';
import { type FormState, readFormState } from '../../../../lib/page/form/form-state';
import { createOrders } from '../../../../lib/page/orders';
import type { Account } from '../../../../lib/shared/account';
import { type Config, DEFAULT_CONFIG } from '../../../../lib/shared/config';
import { type ApiOrder, type Order, ordersItem } from '../../../../lib/shared/order';
import type { ApiStage } from '../../../../lib/shared/order-stage';
import { ACME_CRM, DESKWELL, SHIPDAY } from '../../../zapier/zapier';

/** The start of each test, in epoch milliseconds. */
export const NOON = Date.UTC(2026, 0, 1, 12);
export const MINUTE_MS = 60_000;
export const MARIA: Account = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' };
export const CONFIG: Config = { ...DEFAULT_CONFIG, apps: [ACME_CRM, SHIPDAY, DESKWELL] };
/** The stored state of a form that was never opened. */
export const EMPTY: FormState = {
  draft: null,
  secrets: null,
  pasted: null,
  fieldNames: [],
  zapierPage: { isRefused: false, seenAtZapier: null },
};
/** An app with a definition. */
export const CRM = summary(ACME_CRM.app, ACME_CRM.title);
/** An app without a definition. */
export const OTHER = summary('0b7e1f9a-1111-4222-8333-444455556666', 'Other app');

/** Returns an app as the search finds it. */
export function summary(id: string, title: string) {
  return { id, title, description: '', iconUrl: null };
}

/** The focus of a page that always has it. */
export const FOCUSED: PageFocus = { has: () => true, watch: () => () => undefined };

const storedOrders = signal<Order[]>([]);

/** Sets up an empty storage and a fake clock for each test of a file. */
export function useForm(): void {
  beforeEach(() => {
    fakeBrowser.reset();
    storedOrders.value = [];
    ordersItem.watch((orders) => {
      storedOrders.value = orders;
    });
    vi.useFakeTimers({ now: NOON, toFake: ['Date', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

/** Creates a form from the given state, without reading storage. */
export function open(app = CRM, state = EMPTY, account = signal(MARIA), config = CONFIG, focus = FOCUSED): Form {
  return createForm(config, account, app, createOrders(storedOrders), state, focus, signal([]));
}

/** Closes the popup and opens it again. */
export async function reopen(app = CRM): Promise<Form> {
  return open(app, await readFormState(MARIA.id, app.id));
}

/** Returns an input by its id, else by its field's key. */
export const inputOf = (form: Form, name: string) => {
  const inputs = form.entry.inputs.value;
  return inputs.find(({ id }) => id === name) ?? inputs.find(({ field }) => field?.key === name);
};

/** Types a value into an input. */
export function type(form: Form, name: string, value: string): void {
  const input = inputOf(form, name);
  if (!input) throw new Error(`There is no input ${name}`);
  form.entry.edit(input, value);
}

export const valueIn = (form: Form, name: string) => inputOf(form, name)?.value;

/** Reads one key of the session storage. */
export const stored = async (key: string) => (await fakeBrowser.storage.session.get(key))[key];
export const session = () => fakeBrowser.storage.session.get();

/** Returns the form's order, which goes through the API. */
export function orderOf(form: Form): ApiOrder {
  const order = form.order.current.value;
  if (order?.via !== 'api') throw new Error('Nothing is ordered');
  return order;
}

/** Stores the stage of the form's order, as the background does. */
export async function reach(form: Form, stage: ApiStage): Promise<void> {
  const order = orderOf(form);
  const others = (await ordersItem.getValue()).filter(({ id }) => id !== order.id);
  await ordersItem.setValue([...others, { ...order, stage }]);
}

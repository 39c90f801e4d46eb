import type { Account, Contract } from './model';
import type { World } from './world';

const HOUR_MS = 3_600_000;

/** Hours of a billing month (vast-api.md 2.6). */
export const MONTH_HOURS = 720;

/** Money below this counts as gone: adding up thousands of small amounts leaves a rounding rest. */
const NOTHING = 1e-9;

/** Finished costs that an account keeps for `GET /charges/`. */
const KEPT_CHARGES = 1_000;

/** Disk price, USD per hour. */
export function diskPricePerHour(storageCostPerGbMonth: number, diskGb: number): number {
  return (storageCostPerGbMonth * diskGb) / MONTH_HOURS;
}

/** GPU price before discounts, USD per hour: a bid never costs more than the on-demand price (vast-api.md 6.1). */
function listPricePerHour(contract: Contract): number {
  return contract.bid === null ? contract.gpuPricePerHour : Math.min(contract.bid, contract.gpuPricePerHour);
}

/** GPU price in force, USD per hour. */
export function gpuPricePerHour(contract: Contract): number {
  return listPricePerHour(contract) * (1 - contract.discountRate);
}

/** `true` while GPU time is charged (vast-api.md 6.3): it ran at least once since its last start, and its host is there. */
export function gpuIsBilled(contract: Contract): boolean {
  return (
    contract.holding &&
    contract.current === 'running' &&
    contract.runningSince !== null &&
    contract.machine.online
  );
}

/** Money left at `time`, USD. */
export function creditOf(account: Account, time: number): number {
  return account.credit - (account.burnPerHour * (time - account.settledAt)) / HOUR_MS;
}

/** `true` when the account can pay for nothing more. */
export function isBroke(account: Account, time: number): boolean {
  return account.billed && creditOf(account, time) <= NOTHING;
}

/** `true` while a contract may run as far as money goes: out of what was prepaid for it, or out of its account's credit. */
export function canPay(contract: Contract, time: number): boolean {
  return prepaidUntil(contract, time) > NOTHING || !isBroke(contract.account, time);
}

function rateOf(contract: Contract): number {
  return contract.ratePerHour.gpu + contract.ratePerHour.disk;
}

/** What a contract has cost until `time`, USD. */
export function chargedUntil(
  contract: Contract,
  time: number,
): { gpu: number; disk: number; traffic: number } {
  const hours = (time - contract.settledAt) / HOUR_MS;
  return {
    gpu: contract.charged.gpu + contract.ratePerHour.gpu * hours,
    disk: contract.charged.disk + contract.ratePerHour.disk * hours,
    traffic: contract.charged.traffic,
  };
}

/** Prepaid money of a contract that is left at `time`, USD. */
export function prepaidUntil(contract: Contract, time: number): number {
  if (contract.prepaid <= 0) return 0;
  return Math.max(0, contract.prepaid - (rateOf(contract) * (time - contract.settledAt)) / HOUR_MS);
}

function settleContract(contract: Contract, time: number): void {
  const hours = (time - contract.settledAt) / HOUR_MS;
  if (contract.ratePerHour.gpu > 0) {
    contract.runSeconds += hours * 3_600;
    contract.discountUsed += hours * (listPricePerHour(contract) - contract.ratePerHour.gpu);
  }
  contract.charged = chargedUntil(contract, time);
  const left = prepaidUntil(contract, time);
  contract.account.spent += contract.prepaid - left;
  contract.prepaid = left <= NOTHING ? 0 : left;
  contract.settledAt = time;
}

function settleAccount(account: Account, time: number): void {
  const before = account.credit;
  account.credit = creditOf(account, time);
  account.spent += before - account.credit;
  account.settledAt = time;
}

/** Called after every change that may alter what a contract costs: closes the books at the old rate, opens them at the new. */
export function reprice(world: World, contract: Contract): void {
  settleContract(contract, world.time);
  contract.ratePerHour = contract.machine.online
    ? {
        gpu: gpuIsBilled(contract) ? gpuPricePerHour(contract) : 0,
        disk: diskPricePerHour(contract.storageCostPerGbMonth, contract.diskGb),
      }
    : { gpu: 0, disk: 0 };
  world.scheduler.cancel(contract.prepaidEnd);
  contract.prepaidEnd = null;
  if (contract.prepaid > 0 && rateOf(contract) > 0) {
    const ms = Math.max(1, Math.ceil((contract.prepaid / rateOf(contract)) * HOUR_MS));
    contract.prepaidEnd = world.after(ms, () => {
      reprice(world, contract);
      if (isBroke(contract.account, world.time)) exhausted(world, contract.account);
    });
  }
  reckon(world, contract.account);
}

/** Closes an account's books and sees when its money will be gone. */
export function reckon(world: World, account: Account): void {
  settleAccount(account, world.time);
  account.burnPerHour = 0;
  if (account.billed) {
    for (const contract of account.contracts.values()) {
      if (contract.prepaid <= 0) account.burnPerHour += rateOf(contract);
    }
    for (const volume of account.volumes.values()) account.burnPerHour += volume.pricePerHour;
  }
  world.scheduler.cancel(account.exhaustion);
  account.exhaustion = null;
  if (account.credit > NOTHING && account.burnPerHour > 0) {
    const ms = Math.ceil((account.credit / account.burnPerHour) * HOUR_MS);
    account.exhaustion = world.after(ms, () => exhausted(world, account));
  }
}

/** Charges an amount at once (traffic), USD. */
export function charge(world: World, contract: Contract, amount: number): void {
  contract.charged.traffic += amount;
  if (!contract.account.billed) return;
  contract.account.credit -= amount;
  contract.account.spent += amount;
  reckon(world, contract.account);
  if (isBroke(contract.account, world.time)) exhausted(world, contract.account);
}

/** Sets what an account owns, USD; a test's or a payment's doing. */
export function setCredit(world: World, account: Account, credit: number): void {
  settleAccount(account, world.time);
  if (credit > account.credit) {
    account.payments.push({ id: world.serial(), at: world.time, amount: credit - account.credit });
    if (account.payments.length > KEPT_CHARGES) account.payments.shift();
  }
  account.credit = credit;
  world.note('credit', {}, { account: account.name, credit });
  reckon(world, account);
  if (isBroke(account, world.time)) exhausted(world, account);
}

/** Locks money to a contract for a discount (vast-api.md 6.5). The caller has checked that the account owns it. */
export function prepay(world: World, contract: Contract, amount: number, discountRate: number): void {
  settleContract(contract, world.time);
  settleAccount(contract.account, world.time);
  contract.account.credit -= amount;
  contract.prepaid += amount;
  contract.discountRate = discountRate;
  world.note('prepaid', { contract }, { amount, discountRate });
  reprice(world, contract);
  if (isBroke(contract.account, world.time)) exhausted(world, contract.account);
}

/** Gives prepaid money back when its contract ends: less the discounts used and 5 % (vast-api.md 5.4). */
function refund(world: World, contract: Contract): void {
  if (contract.prepaid <= 0) return;
  const back = Math.max(0, contract.prepaid * 0.95 - contract.discountUsed);
  settleAccount(contract.account, world.time);
  contract.account.spent += contract.prepaid - back;
  contract.account.credit += back;
  contract.prepaid = 0;
  world.note('refunded', { contract }, { amount: back });
}

/** The last bill of a contract that ends now; it must already be gone from its account. */
export function closeBooks(world: World, contract: Contract): void {
  settleContract(contract, world.time);
  contract.ratePerHour = { gpu: 0, disk: 0 };
  world.scheduler.cancel(contract.prepaidEnd);
  refund(world, contract);
  const { account } = contract;
  account.charges.push({
    id: world.serial(),
    source: `instance-${contract.id}`,
    startAt: contract.createdAt,
    endAt: world.time,
    ...contract.charged,
  });
  if (account.charges.length > KEPT_CHARGES * 2) account.charges = account.charges.slice(-KEPT_CHARGES);
  reckon(world, account);
}

function exhausted(world: World, account: Account): void {
  settleAccount(account, world.time);
  world.note('credit-exhausted', {}, { account: account.name });
  world.onExhausted(account);
}

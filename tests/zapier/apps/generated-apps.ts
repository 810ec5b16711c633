import type { AppSeed } from './known-apps';

const FIRST =
  'Acorn Aero Agile Apex Atlas Aura Beacon Birch Blue Bold Bright Canvas Clear Cloud Clever Cobalt Copper Coral Crisp Delta Direct Echo Edge Epic Ever Falcon Fast Flex Flow Forge Fresh Fusion Glide Global Grand Hello Hyper Ideal Iron Jet Keen Kite Lumen Lunar Magnet Meadow Metro Mint Nova Oak Omni Open Orbit Paper Pico Pixel Prime Pulse Quick Rapid River Rocket Simple Sky Smart Snap Solar Spark Stone Swift Terra Tidal True Turbo Ultra Urban Velvet Vivid Wave Wise Zen Zest'.split(
    ' ',
  );

const SECOND =
  'Ads Agenda Analytics Base Bill Board Book Box Buddy Calendar Call Campaign Cart Chat Contacts Course CRM Dash Data Deals Desk Docs Drive Events Files Finance Forms Grid Help HR Inbox Invoice Jobs Lead Learn Ledger Lists Mail Maps Meet Notes Office Pages Pay People Phone Pipeline Plan Post Project Quote Reach Report Review Sales Schedule Send Sheet Shop Sign SMS Social Space Spot Stock Store Studio Survey Sync Talk Task Team Ticket Time Track Vault Video Voice Web Wiki Work'.split(
    ' ',
  );

const THIRD = ['', ' Pro', ' for Teams', ' by Exämple'];

const CATEGORIES = ['accounting', 'analytics', 'calendar', 'partners', 'team-chat'] as const;

/**
 * Invented apps, the same on every run. Neighbours in popularity have different names; every seventh name is one word.
 */
export function generatedApps(count: number): AppSeed[] {
  return Array.from({ length: count }, (_, index): AppSeed => {
    const first = FIRST[index % FIRST.length] ?? '';
    const second = SECOND[(index * 7 + Math.floor(index / FIRST.length)) % SECOND.length] ?? '';
    const third = THIRD[Math.floor(index / (FIRST.length * SECOND.length)) % THIRD.length] ?? '';
    return {
      title: `${first}${index % 7 === 0 ? '' : ' '}${second}${third}`,
      category: CATEGORIES[index % CATEGORIES.length] ?? 'partners',
      description: `${second} for small and large companies, with everything that ${first} is known for since ${1990 + (index % 30)}.`,
      ...(index % 50 === 49 ? { key: null } : {}),
    };
  });
}

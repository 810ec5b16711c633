import { useSignal } from '@preact/signals';

/** Hues of an app's tile; the same title always has the same. */
const HUES = [25, 40, 95, 150, 190, 222, 265, 320, 350];

/** Addresses of icons that this page has drawn: they are there at once. */
const drawn = new Set<string>();

interface AppTileProps {
  title: string;
  /** Left out, or null, where there is none. */
  iconUrl?: string | null;
  /** Whether an icon that was not drawn before may be loaded now. */
  mayLoad?: boolean;
}

/** An app's icon, or its first letter on a coloured tile. */
export function AppTile({ title, iconUrl, mayLoad = true }: AppTileProps) {
  const broken = useSignal<string | null>(null);
  if (iconUrl && broken.value !== iconUrl && (mayLoad || drawn.has(iconUrl)))
    return (
      <img
        class="tile"
        src={iconUrl}
        alt=""
        width="24"
        height="24"
        loading="lazy"
        referrerpolicy="no-referrer"
        onLoad={() => drawn.add(iconUrl)}
        onError={() => {
          broken.value = iconUrl;
        }}
      />
    );
  const [letter = '?'] = title.trim();
  const hue = HUES[(letter.codePointAt(0) ?? 0) % HUES.length];
  return (
    <span class="tile letter" aria-hidden="true" style={{ '--h': hue }}>
      {letter.toUpperCase()}
    </span>
  );
}

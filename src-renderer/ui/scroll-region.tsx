import type { ComponentProps } from 'react'

interface ScrollRegionProps extends Omit<ComponentProps<'section'>, 'aria-label' | 'tabIndex'> {
  label: string
}

/** A part of a window that scrolls by itself: whoever scrolls with keys has to be able to get there. */
export function ScrollRegion({ label, ...section }: ScrollRegionProps) {
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  return <section {...section} tabIndex={0} aria-label={label} />
}

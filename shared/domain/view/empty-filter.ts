import type { ViewFilter } from './view-filter.ts'

export const emptyFilter: ViewFilter = {
  statuses: [],
  assignees: [],
  queueIds: [],
  brandIds: [],
  tags: [],
  priorities: [],
  languages: [],
  waitsLongerMs: null,
}

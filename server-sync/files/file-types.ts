/** What may be sent. Everything else is refused: a list of what is dangerous is never complete. */
export interface FileType {
  readonly mediaType: string
  /** The first one is given to a name that has none of them. */
  readonly endings: readonly string[]
  /** Within one family an ending that is wrong is a mistake of some program, and put right; across them it is a disguise. */
  readonly family: 'image' | 'sound' | 'text' | 'document'
}

const image = (mediaType: string, ...endings: string[]): FileType => ({ mediaType, endings, family: 'image' })
const sound = (mediaType: string, ...endings: string[]): FileType => ({ mediaType, endings, family: 'sound' })
const document = (mediaType: string, ...endings: string[]): FileType => ({ mediaType, endings, family: 'document' })
const open = 'application/vnd.oasis.opendocument.'
const office = 'application/vnd.openxmlformats-officedocument.'

export const fileTypes: readonly FileType[] = [
  image('image/jpeg', 'jpg', 'jpeg', 'jfif'),
  image('image/png', 'png', 'apng'),
  image('image/gif', 'gif'),
  image('image/webp', 'webp'),
  image('image/avif', 'avif'),
  image('image/heic', 'heic'),
  image('image/heif', 'heif'),
  // Pictures that move and voices are recorded in the same containers.
  sound('video/mp4', 'mp4', 'm4v'),
  sound('video/quicktime', 'mov'),
  sound('video/webm', 'webm'),
  sound('video/3gpp', '3gp'),
  sound('audio/mpeg', 'mp3'),
  sound('audio/mp4', 'm4a'),
  sound('audio/aac', 'aac'),
  sound('audio/ogg', 'ogg', 'oga', 'opus'),
  sound('audio/wav', 'wav'),
  sound('audio/flac', 'flac'),
  sound('audio/amr', 'amr'),
  { mediaType: 'text/plain', endings: ['txt', 'log', 'md'], family: 'text' },
  { mediaType: 'text/csv', endings: ['csv', 'tsv'], family: 'text' },
  document('application/pdf', 'pdf'),
  document('application/zip', 'zip'),
  document(`${office}wordprocessingml.document`, 'docx'),
  document(`${office}spreadsheetml.sheet`, 'xlsx'),
  document(`${office}presentationml.presentation`, 'pptx'),
  document(`${open}text`, 'odt'),
  document(`${open}spreadsheet`, 'ods'),
  document(`${open}presentation`, 'odp'),
  // Of before 2007: one container for all of them, so that the name has to say which.
  document('application/msword', 'doc'),
  document('application/vnd.ms-excel', 'xls'),
  document('application/vnd.ms-powerpoint', 'ppt'),
]

const byMediaType = new Map(fileTypes.map((type) => [type.mediaType, type]))
const byEnding = new Map(fileTypes.flatMap((type) => type.endings.map((ending) => [ending, type] as const)))

export const typeOfMedia = (mediaType: string): FileType | undefined => byMediaType.get(mediaType)
export const typeOfEnding = (ending: string): FileType | undefined => byEnding.get(ending)

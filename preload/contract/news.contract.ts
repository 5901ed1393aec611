/** The one way by which a page learns that something moved. */
import * as z from 'zod'
import { long } from './define.ts'
import { announcement } from './events.ts'

export const news = {
  /** Announcements from now on, until the caller goes. Of papers only those that whoever is signed in sees. */
  listen: long({ needs: 'anyone', progress: announcement, result: z.void() }),
}

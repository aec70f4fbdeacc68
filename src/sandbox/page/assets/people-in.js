/** A place's people by id, those who have come since included. */
export function peopleIn(place) {
  let list
  let byId = new Map()
  return {
    get(id) {
      if (list !== place.people) {
        list = place.people
        byId = new Map(list.map((person) => [person.id, person]))
      }
      return byId.get(id)
    },
  }
}

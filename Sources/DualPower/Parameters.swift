/// A number that holds for the whole society.
///
/// Its name in a scenario is the name of the case; its value, range, unit, source and confidence
/// stand there.
public enum Parameter: Int, CaseIterable, Sendable {
  // Burdens.
  /// Weight of privation in hardship.
  case privationWeight
  /// Weight of relative deprivation in hardship.
  case inequalityWeight
  /// Days of need in the store at which officials begin to cut releases.
  case cutDays
  /// Exponent of the cut.
  case cutPower
  /// How much a cut swells the queues.
  case panic
  /// Usual deliveries, as a share of need.
  case deliveries
  /// Day-to-day spread of deliveries.
  case deliveriesSpread
  /// Day-to-day persistence of deliveries.
  case deliveriesPersistence
  /// Deliveries gained, as a share of need, when a new government takes over supply.
  case relief
  /// Share of the need that is released under a new government.
  case rationAfter
  /// Real wage on the first day, as a share of its level before the war.
  case realWage
  /// Fall of the real wage per 30 days.
  case realWageFall
  /// Level of war losses on the first day.
  case warLosses
  /// Rise of war losses per 30 days.
  case warLossesRise
  /// Spread of a district's daily luck with bread.
  case breadLuckSpread
  /// Share of its variance that is common to the town.
  case breadLuckShared

  // The outbreak.
  /// Half-width of the hourly noise in a person's utility.
  case noise
  /// Hours until what happens in a district is known there.
  case placeDelay
  /// Hours until what happens in the town is known there.
  case townDelay
  /// Growth of fatigue per day at full activity.
  case fatigueGrowth
  /// Days in which fatigue fades.
  case fatigueDays
  /// Weight of the ruling person in the recognition of the incumbent.
  case personWeight

  // Coercion.
  /// How fear falls with the crowd: `k` in `1 − exp(−k·C/crowd)`.
  case fearSteepness
  /// How fast a wavering garrison ceases to be a force: exponent of its loyal share.
  case steadiness
  /// Active share of a stratum at which the body in force thinks of fire.
  case fireThreshold
  /// Hazard per hour of the order to fire, at a share of 0.3 above the threshold.
  case fireHazard
  /// Share of a unit on duty that is sent to fire in an hour.
  case firingUnits
  /// Remorse of a unit that fired.
  case remorse
  /// Remorse of the rest of the garrison, per hour of firing.
  case remorseShared
  /// Hours in which remorse and strain fade.
  case remorseHours
  /// Strain of a unit per hour in which it faces a city that is out to the last person.
  case dutyStrain
  /// Recognition of the ruler lost by witnesses, per hour of firing.
  case outrage
  /// Hazard per hour that a small mutiny is put down.
  case putDownHazard
  /// Exponent by which wavering ends that.
  case putDownPower
  /// Utility lost by a unit that was disarmed.
  case disarmed
  /// Killed and wounded per hour of firing, per 1,000 active persons.
  case firingCasualties
  /// Killed and wounded per hour of combat at its height.
  case combatCasualties
  /// Hours of combat after which both sides tire.
  case combatHours
  /// Men whom the fronts can send.
  case frontTroops
  /// Hours that they need.
  case frontTroopsHours
  /// Hazard per hour that they melt away, at full mutiny of the capital.
  case frontTroopsMelt

  // Elites.
  /// Hazard per hour by which confidence in the ruling person wanes by itself.
  case eliteDrift
  /// The same for a capital out of control.
  case eliteCapital
  /// The same for circles that have withdrawn.
  case eliteExample
  /// The same for a front whose high command has withdrawn.
  case eliteCommand
  /// How much slower confidence in the institution wanes.
  case institutionSlowness
  /// Mean confidence at which a circle withdraws.
  case withdrawAt
  /// How much a circle outside the capital knows of it.
  case knowledgeAfar
  /// Share of fronts that must have withdrawn.
  case frontsNeeded
  /// Share of the capital's force below which the capital is lost.
  case capitalLostAt
  /// Hours for which it must be lost.
  case capitalLostHours
  /// Hazard per hour of the ruler's fall once all that holds.
  case fallHazard

  // Succession, councils, parties.
  /// Hazard per hour that an assembly that has withdrawn forms a committee, once the garrison wavers.
  case committeeHazard
  /// Hazard per hour that an active group elects deputies.
  case electionHazard
  /// Hazard per hour that a group elects deputies because it recognises the council.
  case electionRecognised
  /// Gain of that hazard in a group that remembers.
  case electionMemory
  /// Gain of it from deputies already elected elsewhere.
  case electionExample
  /// Exponent by which the first past the post thins minorities.
  case electionSharpness
  /// Hazard per hour that a group recalls deputies who no longer fit, at full misfit.
  case recallHazard
  /// How far unmet demands move a group's votes to parties of high doctrine.
  case radicalisation
  /// Share of an executive that parties name by equal quotas.
  case executiveQuota
  /// Deputies of no party before parties take their line, as a share.
  case nonpartyShare
  /// Daily rate at which a party adapts its forecast.
  case forecastRate
  /// Hours from the outbreak to a party's line, without surprise.
  case lineHours
  /// Hours added per unit of surprise.
  case lineHoursSurprise
  /// Aspiration above which a council claims a vacant power.
  case claimAt
  /// Hazard per hour that a vacancy is settled, by day.
  case settleHazard
  /// Competence of a council on its first day.
  case competenceStart
  /// Competence learned from an order carried out.
  case competenceStep
  /// Doctrine that every council shares: what it holds itself fit for.
  case doctrineBase

  // Orders.
  /// Orders that a body gives per day at most.
  case ordersPerDay
  /// Weight of an order's alignment with the person's interest.
  case alignmentWeight
  /// Half-width of the chance in obeying.
  case obedienceNoise
  /// Gap of positions at which a council contests an order.
  case contestGap
  /// How fast the odds of contesting rise with the gap beyond that.
  case contestSlope
  /// How much a friendly stance keeps a council from contesting.
  case contestStance
  /// Share of a cooperating council's orders that call its own followers to order.
  case orderDiscipline
  /// Chance that the loser of a contest yields.
  case yieldChance
  /// How far a body that gives way moves.
  case policyStep
  /// Chance that the body in force goes its own way again, per unpopular order.
  case breach
  /// Recognition lost by a failed order.
  case failureCost
  /// Days in which the memory of failures fades.
  case failureDays

  // Recognition.
  /// Hazard per hour that a person reconsiders whom she recognises.
  case recognitionHazard
  /// Gain of that hazard in an active group.
  case recognitionStir
  /// Weight of alignment in the recognition of a council.
  case councilAlignment
  /// Weight of others' recognition in it.
  case councilExample
  /// Gain from having deputies of one's own.
  case councilRepresentation
  /// Gain from orders seen to be obeyed.
  case councilCompliance
  /// Loss from unmet demands once it shares in the government.
  case councilShare
  /// Weight of alignment in the recognition of a legal body.
  case legalAlignment
  /// Weight of legality in it.
  case legalLegality
  /// Gain of that weight from recognition abroad.
  case legalAbroad
  /// Weight of relief from burdens in it.
  case legalPerformance
  /// Weight of others' recognition in it.
  case legalExample
  /// What a cooperating council lends it.
  case legalLent
  /// Loss from unmet demands.
  case legalUnmet
  /// Spread of what persons grant to a new body.
  case grantSpread
  /// Recognition below which a person obeys nobody.
  case obedienceFloor
  /// Gain of the first recognition of a council where an earlier one is remembered.
  case grantMemory

  // The relation.
  /// Hazard per hour by which an unmet demand grows, at full gap.
  case demandGrowth
  /// Hazard per hour by which it fades.
  case demandFade
  /// Jump of demand at an unpopular order.
  case demandJump
  /// Weight of unmet demand in the utility of going out.
  case demandWeight
  /// How strongly a cooperating council holds its followers back.
  case restraint
  /// Hazard per hour by which stance relaxes.
  case stanceRate
  /// Weights of need, agreement, common threat, pressure and recent conflict in stance, and its constant.
  case stanceNeed
  case stanceAgreement
  case stanceThreat
  case stancePressure
  case stanceConflict
  case stanceBase
  /// Days in which the common threat of a return of the old order fades.
  case threatDays
  /// What a contested order or a crisis adds to the memory of conflict.
  case conflictStep
  /// Share of that memory that a body lays aside when the other gives way to it or stands by it.
  case conflictForgiven
  /// Days in which the memory of conflict fades.
  case conflictDays
  /// Active share of the stirred strata at which a crisis opens.
  case crisisAt
  /// Hours of a crisis before any body acts.
  case crisisHours
  /// Hazards per hour of the four endings.
  case concessionHazard
  case disciplineHazard
  case coalitionHazard
  case overthrowHazard
  /// Share of unmet demand that is left after a concession or coalition.
  case demandLeftConcession
  /// Share of it that is left after discipline.
  case demandLeftDiscipline
  /// What discipline costs a council in recognition.
  case disciplineCost
  /// Hazard per hour of going home when called, at full recognition of the caller.
  case homeCall
  /// Hazard per hour of going home once the object of activity is gone.
  case homeDrift
  /// The same after a council has called for a return to work.
  case homeReturn
  /// Hazard per hour of going home at night, at full recognition of a council.
  case homeNight
  /// Hours from the settlement to a council's call for a return to work, as a hazard.
  case returnCall

  // Parties that may initiate.
  /// Hazard per day that a party of full initiative calls its people out.
  case partyCallHazard
  /// Utility gained by its sympathisers on the day of a call.
  case partyCallWeight

  // The outside world.
  /// Hazard per hour, by day, that a power recognises a legal body that holds the apparatus.
  case recogniseHazard

  // News of the capital.
  /// Hazard per hour that whoever comes to power in the capital opens the railway's wires to news, half a
  /// day after its loss; it grows in proportion to the time since.
  case wiresTaken
  /// Hours in which a telegraph office passes on what it hears.
  case relayHours
  /// Hours from the telegraph to the public, median over towns.
  case pressHours
  /// Spread of their logarithm.
  case pressSpread
  /// Kilometres an hour of people who travel by rail with the news.
  case railSpeed
  /// The same by road or river.
  case roadSpeed
  /// Hours that word of mouth waits for someone to carry it over a link.
  case wordHours
  /// Chance that officials who fully recognise the old order hold news back.
  case gateLoyalty
  /// Hours after which it leaks.
  case leakHours
  /// Millions of people among whom it leaks in an hour, by telephone and through parties.
  case leakPeople

  // The old order in the towns.
  /// Hazard per hour that officials yield once the loss of the capital is confirmed to them.
  case yieldCapital
  /// The same for the high command's withdrawal.
  case yieldCommand
  /// The same for the ruler's fall.
  case yieldFall
  /// The same for neighbours all of whom have yielded.
  case yieldAround
  /// The same for a town and garrison that are out to the last person.
  case yieldCrowd
  /// How much of a confirmation word of mouth is.
  case rumourWeight
  /// Hazard per hour that notables of an open town form a committee.
  case townCommittee
  /// Hazard per hour that a government's commissar takes office in the seat of a province.
  case commissarHazard
  /// Orders that a town's body gives per day at most.
  case organOrdersPerDay

  // Councils in the towns.
  /// How far a call stirs a group that has heard of a council elsewhere to elect, as a share of being out.
  case electionHeard
  /// Hazard per hour that somebody who can call a meeting does, having heard of a council elsewhere.
  case callHazard
  /// People among whom there is one who can.
  case callerPeople
  /// How much of that hazard is left where there is nobody.
  case callStray
  /// Pull of the capital on people who have heard of its council.
  case crowdHeard
  /// Chance that a second council of a town goes straight into the first.
  case joinChance
  /// Hazard per hour that two councils of a town merge.
  case mergeHazard

  // The conference.
  /// Chance that a council of few electors makes itself known to the centre.
  case reportLeast
  /// Gain of it for each tenfold of electors.
  case reportSlope
  /// Days until it is known there, median over councils.
  case reportDays
  /// Spread of their logarithm.
  case reportSpread
  /// Councils that the centre must know of before it summons them.
  case summonsAt
  /// Hazard per hour of the summons then.
  case summonsHazard
  /// Days in which a council elects delegates.
  case electDays
  /// Kilometres an hour of delegates by rail.
  case travelSpeed
  /// Chance that a council of which the centre does not know attends.
  case attendsUnknown
  /// Electors for whom a council sends a delegate.
  case delegateNorm
  /// Delegates that a council sends at most.
  case delegatesMost
  /// Distance of policy up to which a party votes for a motion; from half as much again it votes against.
  case voteTolerance
  /// Share of the centre's executive that a conference adds.
  case conferenceShare
  /// Gain of recognition of a council that has joined the others.
  case councilFederated

  // The countryside.
  /// Days until a village hears, behind its district's town, median over villages.
  case villageNewsDays
  /// Spread of their logarithm.
  case villageNewsSpread
  /// Days until a village that has heard meets in assembly.
  case villageMeetsDays
  /// Spread of that pace between provinces, of its logarithm.
  case provinceSpread
  /// Days to a district's congress, once half of its units of villages have a committee.
  case districtCongressDays
  /// Days to a province's, once enough of its districts have met.
  case provinceCongressDays
  /// Days to its council of peasants.
  case peasantCouncilDays
  /// Share of the troops at the fronts that goes home in a day, once nobody keeps them.
  case leaveRate
  /// Gain of what villages do from all the troops at home.
  case returnedWeight
  /// Disturbances over land per day and village, at full demand.
  case disturbance
}

/// The values of all parameters.
public struct Parameters: Sendable, Equatable {
  /// Shape `[parameter]`, in the order of ``Parameter``.
  public var values: [Double]

  /// All zero.
  public init() { values = [Double](repeating: 0, count: Parameter.allCases.count) }

  /// The value of one parameter.
  public subscript(_ parameter: Parameter) -> Double {
    get { values[parameter.rawValue] }
    set { values[parameter.rawValue] = newValue }
  }
}

/// A number that differs by stratum; named and documented like a ``Parameter``.
public enum Trait: Int, CaseIterable, Sendable {
  /// Mean of a person's susceptibility to burdens.
  case susceptibility
  /// Its spread between persons.
  case susceptibilitySpread
  /// Mean of a person's obstinacy, the threshold of going out.
  case obstinacy
  /// Its spread between persons.
  case obstinacySpread
  /// Weight of risk for a person of the greatest aversion.
  case risk
  /// Burden of a shortage of food.
  case foodBurden
  /// Burden of a fall of real wages.
  case wageBurden
  /// Burden of losses in war.
  case warBurden
  /// Spread of what a group always gains or loses: its fixed luck.
  case luckSpread
  /// Spread of a group's mood, drawn anew each day.
  case moodSpread
  /// Pull of one's own group.
  case crowdGroup
  /// Pull of one's battalion, or whatever unit the group belongs to.
  case crowdUnit
  /// Pull of peers in the district.
  case crowdPlace
  /// Pull of peers in the town.
  case crowdTown
  /// Pull of the crowd in the street on armed men who meet it.
  case crowdStreet
  /// Hazard per hour of walking out, for one who would.
  case walkOut
  /// Hazard per hour of going back, for one who would.
  case goBack
  /// How much of the hourly rhythm is left on days of rest.
  case restFactor
  /// How much of a stratum's being out others see; 1 for a stopped factory.
  case visibility
  /// Mean first recognition of the incumbent's person.
  case rulerPerson
  /// Mean first recognition of the incumbent's institution.
  case rulerInstitution
  /// Spread of both between persons.
  case rulerSpread
  /// Mean first recognition of a legal successor.
  case legalFirst
  /// Mean first recognition of a council.
  case councilFirst
  /// How much legality weighs.
  case legality
  /// What a council has with this stratum before it does anything.
  case councilBase
  /// What a legal successor has with it.
  case legalBase
}

/// The values of all traits in all strata.
public struct Traits: Sendable, Equatable {
  /// Shape `[trait × stratum]`, row by row.
  public var values: [Double]
  /// How many strata there are.
  public let strata: Int

  /// All zero, for a number of strata.
  public init(strata: Int = 0) {
    self.strata = strata
    values = [Double](repeating: 0, count: Trait.allCases.count * strata)
  }

  /// The value of a trait in a stratum.
  public subscript(_ trait: Trait, _ stratum: Int) -> Double {
    get { values[trait.rawValue * strata + stratum] }
    set { values[trait.rawValue * strata + stratum] = newValue }
  }
}

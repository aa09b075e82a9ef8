//! The closed lists of the catalogue, each open at its end: an unknown value is kept and shown as « autre ».

use crate::open_enum::open_enum;

open_enum! {
    /// What kind of place one can go to.
    pub enum PlaceType {
        /// A music, dance or fine arts academy.
        Academy = "academy",
        /// Evening and second-chance schools for adults.
        AdultSchool = "adult-school",
        /// Archives open to readers.
        Archive = "archive",
        /// An association's own rooms.
        Association = "association",
        /// A neighbourhood house (espace citoyen, maison de quartier).
        CitizenSpace = "citizen-space",
        /// A theatre, cinema or arts centre.
        CulturalCentre = "cultural-centre",
        /// A public computer room (EPN).
        DigitalSpace = "digital-space",
        /// A place about food: shared kitchen, solidarity shop, cooperative.
        Food = "food",
        /// A place about health.
        Health = "health",
        /// A university or college.
        HigherEducation = "higher-education",
        /// A homework club (école de devoirs).
        HomeworkSchool = "homework-school",
        /// A place about housing.
        Housing = "housing",
        /// Help for newcomers.
        Integration = "integration",
        /// Guidance towards work and training.
        JobCentre = "job-centre",
        /// A library.
        Library = "library",
        /// Reading, writing and French courses for adults.
        Literacy = "literacy",
        /// A place about mobility: bicycles, driving licence.
        Mobility = "mobility",
        /// A museum.
        Museum = "museum",
        /// A garden, wood, terril or reserve.
        Nature = "nature",
        /// A science centre.
        ScienceCentre = "science-centre",
        /// Vocational training.
        TrainingCentre = "training-centre",
        /// A youth centre.
        YouthCentre = "youth-centre",
    }
}

open_enum! {
    /// What form an offer takes.
    pub enum OfferType {
        /// Lessons over several weeks.
        Course = "course",
        /// A workshop.
        Workshop = "workshop",
        /// Someone helps you with your own question.
        Help = "help",
        /// Rooms, computers, tools or books to use.
        Access = "access",
        /// Advice on studies, training or work.
        Guidance = "guidance",
        /// Vocational training.
        Training = "training",
        /// A visit, show, film or exhibition.
        Visit = "visit",
        /// A walk or work outdoors.
        Outdoors = "outdoors",
        /// A debate, meeting or conference.
        Meeting = "meeting",
        /// A way to take part as a volunteer.
        Volunteering = "volunteering",
    }
}

open_enum! {
    /// What form a session takes.
    pub enum SessionType {
        /// One lesson of a course.
        Course = "course",
        /// A workshop.
        Workshop = "workshop",
        /// One comes when one likes within the hours.
        DropIn = "drop-in",
        /// A visit, walk or show.
        Visit = "visit",
        /// A meeting of residents or organisations.
        Meeting = "meeting",
        /// A conference.
        Conference = "conference",
        /// A festival or feast.
        Festival = "festival",
        /// A collective-intelligence session of the learning city.
        CollectiveIntelligence = "collective-intelligence",
    }
}

open_enum! {
    /// Whether a session takes place (after schema.org's `eventStatus`).
    pub enum SessionStatus {
        /// As announced.
        Scheduled = "scheduled",
        /// Will not take place.
        Cancelled = "cancelled",
        /// Later, at a date to come.
        Postponed = "postponed",
        /// No seat left.
        Full = "full",
    }
}

open_enum! {
    /// What a place, offer or session costs.
    pub enum CostKind {
        /// Nothing.
        Free = "free",
        /// Nothing for some, or at some times.
        Conditional = "conditional",
        /// Money.
        Paid = "paid",
    }
}

open_enum! {
    /// How well a position is known.
    pub enum Precision {
        /// The door.
        Exact = "exact",
        /// Somewhere in the street.
        Street = "street",
        /// Somewhere in the section.
        District = "district",
    }
}

open_enum! {
    /// What a notice announces.
    pub enum NoticeType {
        /// Closed for the time of the notice.
        Closure = "closure",
        /// Other hours for the time of the notice.
        Hours = "hours",
        /// Something to know.
        Message = "message",
    }
}

open_enum! {
    /// How one gets in touch or comes.
    pub enum Access {
        /// Come as you are, without an appointment.
        WalkIn = "walk-in",
        /// Telephone first.
        Phone = "phone",
        /// Write first.
        Email = "email",
        /// By appointment.
        Appointment = "appointment",
        /// Enrol first.
        Registration = "registration",
        /// On the web.
        Online = "online",
        /// They come to you.
        HomeVisit = "home-visit",
        /// Not open to the public.
        NotPublic = "not-public",
    }
}

open_enum! {
    /// What makes a place easier or harder to enter and to use.
    pub enum Accessibility {
        /// No step between street and room.
        StepFree = "step-free",
        /// A lift.
        Lift = "lift",
        /// A toilet one can use with a wheelchair.
        AccessibleToilet = "accessible-toilet",
        /// A car park.
        Parking = "parking",
        /// A loop for hearing aids.
        HearingLoop = "hearing-loop",
        /// A quiet room or hour.
        Quiet = "quiet",
        /// Sessions made for people who see or hear badly.
        AdaptedSessions = "adapted-sessions",
        /// Certified by Access-i.
        AccessI = "access-i",
        /// One must climb stairs.
        Stairs = "stairs",
        /// Slopes or rough ground.
        Slopes = "slopes",
    }
}

open_enum! {
    /// What one finds there.
    pub enum Facility {
        /// Computers to use.
        Computers = "computers",
        /// Wi-Fi.
        Wifi = "wifi",
        /// A printer.
        Printer = "printer",
        /// Someone looks after the children.
        Childcare = "childcare",
        /// A kitchen.
        Kitchen = "kitchen",
        /// A garden.
        Garden = "garden",
        /// Tools or machines.
        Tools = "tools",
        /// Books to read or borrow.
        Books = "books",
        /// A bar or meals.
        Meals = "meals",
    }
}

open_enum! {
    /// For whom something is meant.
    pub enum Audience {
        /// Everyone.
        Everyone = "everyone",
        /// Residents of the neighbourhood or city.
        Residents = "residents",
        /// Children.
        Children = "children",
        /// Teenagers.
        Teenagers = "teenagers",
        /// Young people.
        YoungPeople = "young-people",
        /// Students.
        Students = "students",
        /// Adults.
        Adults = "adults",
        /// Seniors.
        Seniors = "seniors",
        /// Families.
        Families = "families",
        /// Parents.
        Parents = "parents",
        /// Women.
        Women = "women",
        /// People who look for work.
        Jobseekers = "jobseekers",
        /// People who arrived recently, or are of foreign origin.
        Newcomers = "newcomers",
        /// People who learn French.
        FrenchLearners = "french-learners",
        /// People who find reading and writing hard.
        LowLiteracy = "low-literacy",
        /// People far from computers.
        DigitalBeginners = "digital-beginners",
        /// People with little money.
        LowIncome = "low-income",
        /// People without a home or badly housed.
        Homeless = "homeless",
        /// People with a disability.
        PeopleWithDisabilities = "people-with-disabilities",
        /// Schools and classes.
        Schools = "schools",
        /// Teachers.
        Teachers = "teachers",
        /// Associations.
        Associations = "associations",
        /// Companies.
        Companies = "companies",
        /// Volunteers.
        Volunteers = "volunteers",
        /// Walkers.
        Walkers = "walkers",
        /// Researchers.
        Researchers = "researchers",
    }
}

open_enum! {
    /// The six characteristics of UNESCO's learning cities.
    pub enum UnescoCharacteristic {
        /// Inclusive learning in the education system.
        InclusiveEducation = "inclusive-education",
        /// Learning in families and communities.
        FamiliesAndCommunities = "families-and-communities",
        /// Learning for and in the workplace.
        Workplace = "workplace",
        /// Use of modern learning technologies.
        Technologies = "technologies",
        /// Quality and excellence in learning.
        Quality = "quality",
        /// A culture of learning throughout life.
        CultureOfLearning = "culture-of-learning",
    }
}

open_enum! {
    /// Where a need stands.
    pub enum NeedStatus {
        /// The city has heard it.
        Heard = "heard",
        /// Someone works on it.
        InProgress = "in-progress",
        /// There is an answer.
        Answered = "answered",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_value_this_version_does_not_know_is_kept(code in any::<String>()) {
            let json = serde_json::to_string(&code).unwrap();
            let value: PlaceType = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(value.is_known(), PlaceType::knows(&code));
            prop_assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
    }

    #[test]
    fn known_values_are_read_as_themselves() {
        for value in PlaceType::ALL {
            assert!(value.is_known() && PlaceType::from_code(value.as_str()) == *value);
        }
    }
}
